import type { FieldRow, OperationRow } from '../catalogue/types';
import { InputError } from '../transport/errors/errors';
import { closestMatches } from './didYouMean';
import { isClearable, toClearedValue, toFieldValue } from './fieldValue';
import type { ItemParameters } from './itemParameters';
import { findMultilineFields, MULTILINE_COLLECTION } from './multilineFields';
import { findObjectLists } from './objectLists';
import { getPath } from './propertyPath';

/** The fields that the operation can clear: none, unless it changes an existing object. */
export function listClearableFields(row: OperationRow, rows: readonly FieldRow[]): FieldRow[] {
	return changesObject(row) ? rows.filter(isClearable) : [];
}

function changesObject({ routes: [{ method }] }: OperationRow): boolean {
	return method === 'PATCH' || method === 'PUT';
}

/**
 * Reads the fields of a body: the values to set and the fields to clear. Fields that are not in the form are left unchanged, and so are
 * fields with empty values unless the option Clear Fields With Empty Values is on.
 *
 * @returns values by field name, with dots for nested fields
 * @throws InputError for an unknown field, or a value that does not match its field
 */
export function readBodyFields(
	rows: readonly FieldRow[],
	row: OperationRow,
	item: ItemParameters,
): Map<string, unknown> {
	const isMapped = item.string('fields.mappingMode') !== 'autoMapInputData';
	const given = isMapped ? readMappedFields(rows, item) : readInputFields(rows, item);
	const values = new Map<string, unknown>();
	const skipped: FieldRow[] = [];
	const clearsEmpty = item.boolean('options.clearEmptyValues');
	for (const [name, value] of given) {
		const field = findFieldRow(rows, name);
		if (!isEmpty(value)) values.set(name, toFieldValue(field, value, item.timezone(), isMapped));
		else if (clearsEmpty) values.set(name, toClearedValue(field));
		else skipped.push(field);
	}
	for (const name of item.strings('options.clearFields')) {
		const field = findFieldRow(rows, name);
		if (values.has(name) && !isEmpty(given.get(name))) {
			throw new InputError(
				`The field ${field.label} has a value but is also selected to be cleared.`,
				'Nothing was sent. Remove its value, or remove it from Clear Field Names or IDs.',
			);
		}
		values.set(name, toClearedValue(field));
	}
	const unsent = skipped.filter(({ name }) => !values.has(name));
	if (unsent.length > 0 && values.size > 0 && changesObject(row)) item.hint(describeUnsent(unsent));
	return values;
}

function describeUnsent(fields: readonly FieldRow[]): string {
	const names = fields.slice(0, 10).map(({ label }) => label);
	const left = `Left unchanged, because their values are empty: ${names.join(', ')}${fields.length > 10 ? ' and others' : ''}.`;
	return fields.some(isClearable)
		? `${left} To clear such fields, turn on the option Clear Fields With Empty Values.`
		: left;
}

function isEmpty(value: unknown): boolean {
	return value === '' || value === null;
}

/**
 * The values of the resource mapper and of the fields beside it. The mapper is read as a whole, because n8n converts values that are read
 * one by one, such as an empty number field to 0. It stores null for fields that were not filled in.
 */
function readMappedFields(rows: readonly FieldRow[], item: ItemParameters): Map<string, unknown> {
	const given = new Map<string, unknown>();
	const { value } = item.object('fields');
	if (value !== undefined && value !== null) {
		if (typeof value !== 'object' || Array.isArray(value)) {
			throw new InputError('The value of Fields is not an object.', 'Nothing was sent. Check its expression.');
		}
		for (const [name, each] of Object.entries(value)) if (each !== null && each !== undefined) given.set(name, each);
	}
	for (const { row, parameter, collected } of findMultilineFields(rows)) {
		const name = collected ? `${MULTILINE_COLLECTION}.${parameter}` : parameter;
		const text = item.value(name);
		// An empty text was not filled in, unless it was added to the collection or has an expression.
		if (text !== undefined && (text !== '' || collected || item.isExpression(name))) given.set(row.name, text);
	}
	for (const { row, parameter } of findObjectLists(rows)) {
		const ids = item.replacement(parameter);
		if (ids === undefined && item.isGiven(parameter)) {
			throw new InputError(
				`The field ${row.label} is an empty list: all of its entries are blank.`,
				'Nothing was sent. Check its expression, or use an empty list for none.',
			);
		}
		// Nothing was selected, unless an expression returns an empty list.
		if (ids !== undefined && (ids.length > 0 || item.isExpression(parameter))) given.set(row.name, ids);
	}
	return given;
}

/** Map Automatically: values of the input item whose names match fields, nested as returned by Get or with dots. */
function readInputFields(rows: readonly FieldRow[], item: ItemParameters): Map<string, unknown> {
	const input = item.input();
	const given = rows.map(
		({ name }) => [name, Object.hasOwn(input, name) ? input[name] : getPath(input, name)] as const,
	);
	return new Map(given.filter(([, value]) => value !== undefined));
}

function findFieldRow(rows: readonly FieldRow[], name: string): FieldRow {
	const row = rows.find((each) => each.name === name);
	if (row !== undefined) return row;
	const similar = closestMatches(
		name,
		rows.map((each) => each.name),
	);
	throw new InputError(
		`There is no field "${name.slice(0, 60)}".`,
		similar.length === 0 ? 'Remove it.' : `Did you mean ${similar.join(', ')}?`,
	);
}
