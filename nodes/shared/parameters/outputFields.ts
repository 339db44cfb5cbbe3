import type { OperationRow } from '../catalogue/types';
import type { ItemParameters } from './itemParameters';
import { copyPath } from './propertyPath';
import { InputError } from '../transport/errors/errors';

/** The fields to keep in the output, or `undefined` to keep all. */
export function readOutputFields({ simplify }: OperationRow, item: ItemParameters): readonly string[] | undefined {
	if (simplify === undefined) return undefined;
	const choice = item.string('output') || (item.boolean('simplify') ? 'simplified' : 'raw');
	if (choice === 'raw') return undefined;
	if (choice === 'simplified') return simplify;
	const fields = item.strings('outputFields');
	if (fields.length > 0) return fields;
	throw new InputError('No output fields are set.', 'Enter the fields to return, such as id, or choose Simplified.');
}

/** A copy of a row with only these fields; fields that the row does not have are left out. */
export function pickFields(row: unknown, fields: readonly string[]): unknown {
	const selected: Record<string, unknown> = {};
	for (const field of fields) copyPath(row, selected, field);
	return selected;
}
