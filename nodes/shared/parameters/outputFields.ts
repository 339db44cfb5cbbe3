import type { OperationRow } from '../catalogue/types';
import { findAttributeName, readAttribute } from './extensionAttributes';
import type { ItemParameters } from './itemParameters';
import { copyPath, getPath, hasPath } from './propertyPath';
import { InputError } from '../transport/errors/errors';

/** The fields to keep in the output: their paths in the response, and their names in the item. */
export type OutputFields = ReadonlyMap<string, string>;

/** The fields to keep in the output, or `undefined` to keep all. */
export function readOutputFields(row: OperationRow, item: ItemParameters): OutputFields | undefined {
	if (row.simplify === undefined) return undefined;
	const choice = item.string('output');
	if (choice === 'raw') return undefined;
	if (choice !== 'selected') return nameFlatFields(row);
	const fields = item.strings('outputFields');
	if (fields.length > 0) return new Map(fields.map((field) => [field, field]));
	throw new InputError('No output fields are set.', 'Enter the fields to return, such as id, or choose Simplified.');
}

/** Simplified fields are not nested, so that each is a column of a table. */
export function nameFlatFields({ simplify = [], simplifyAs = {} }: OperationRow): OutputFields {
	return new Map(simplify.map((path) => [path, simplifyAs[path] ?? path.split('.').at(-1) ?? path]));
}

/** A copy of a row with only these fields; fields that the row does not have are left out. */
export function pickFields(row: unknown, fields: OutputFields): unknown {
	const selected: Record<string, unknown> = {};
	for (const [path, name] of fields) {
		const attribute = findAttributeName(path);
		if (attribute !== undefined) {
			const value = readAttribute(row, attribute);
			if (value !== undefined) selected[attribute] = value;
		} else if (path === name) copyPath(row, selected, path);
		else if (hasPath(row, path)) selected[name] = getPath(row, path);
	}
	return selected;
}
