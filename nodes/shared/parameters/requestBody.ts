import { findFields } from '../catalogue/find';
import type { FieldRow, Fields, OperationRow, ResourceRow } from '../catalogue/types';
import { InputError } from '../transport/errors/errors';
import { hasPath, setPath, getPath } from './propertyPath';
import { toFieldValue } from './fieldValue';
import type { ItemParameters } from './itemParameters';
import { readJsonBody } from './jsonBody';
import { findMultilineFields, MULTILINE_COLLECTION } from './multilineFields';
import { closestMatches } from './didYouMean';

/**
 * Reads the request body from the form: from fields, or from JSON.
 *
 * @throws InputError when no field is set, a required one is missing, or a value does not match its type
 */
export function readBody(fields: Fields, resource: ResourceRow, row: OperationRow, item: ItemParameters): unknown {
	const { body = {} } = row;
	if (item.string('bodyMode') === 'xml') return item.string('xml');
	const rows = findFields(fields, resource.value, row.value);
	if (rows === undefined || body.free === true || item.string('bodyMode') === 'json') {
		const value = item.json('body');
		if (body.optional === true && (value === undefined || isEmpty(value))) return undefined;
		return withDefaults(readJsonBody(item, 'body'), body.defaults);
	}
	const given = readFields(rows, item);
	const value: Record<string, unknown> = {};
	for (const [name, raw] of Object.entries(given)) {
		if (raw === null || raw === undefined || raw === '') continue;
		setPath(value, name, toFieldValue(findFieldRow(rows, name), raw, item.timezone()));
	}
	if (body.optional === true && isEmpty(value)) return undefined;
	// A merge reads the other fields from the server, so none can be missing.
	const missing =
		body.merge === undefined && !body.partial
			? rows.filter(({ name, required }) => required && !hasPath(value, name))
			: [];
	const empty = missing.filter(({ name }) => !hasPath(body.defaults ?? {}, name));
	if (empty.length > 0) {
		const names = empty.map(({ label }) => label).join(', ');
		throw new InputError(`Required fields are empty: ${names}.`, 'Nothing was sent. Enter them under Fields.');
	}
	if (isEmpty(value)) {
		const names = rows.slice(0, 3).map(({ name }) => name);
		throw new InputError(
			'No fields are set.',
			`Nothing was sent. Add at least one field under Fields. Map Automatically uses input fields with names such as ${names.join(', ')}.`,
		);
	}
	return withDefaults(value, body.defaults);
}

/** The values of the resource mapper, or with Map Automatically those of the input item with the names of fields. */
function readFields(rows: readonly FieldRow[], item: ItemParameters): Record<string, unknown> {
	if (item.string('fields.mappingMode') !== 'autoMapInputData')
		return { ...item.object('fields.value'), ...readDates(rows, item), ...readMultilineFields(rows, item) };
	const input = item.input();
	return Object.fromEntries(
		rows.map(({ name }) => [name, Object.hasOwn(input, name) ? input[name] : getPath(input, name)]),
	);
}

/** The texts beside the resource mapper, with their line breaks; those that are empty are not given. */
function readMultilineFields(rows: readonly FieldRow[], item: ItemParameters): Record<string, unknown> {
	const given = findMultilineFields(rows).flatMap(({ row, parameter, collected }) => {
		const value = item.value(collected ? `${MULTILINE_COLLECTION}.${parameter}` : parameter);
		return value === undefined || value === '' ? [] : [[row.name, value] as const];
	});
	return Object.fromEntries(given);
}

/** Reads dates as text: n8n itself parses those without a zone in that of the last workflow it executed. */
function readDates(rows: readonly FieldRow[], item: ItemParameters): Record<string, string> {
	const fields = rows.filter(({ type }) => type === 'dateTime');
	if (fields.length === 0) return {};
	const given = (item.object('fields').value ?? {}) as Record<string, unknown>;
	const dates = fields.flatMap(({ name }) => {
		const value = given[name];
		const text = typeof value === 'string' ? value : '';
		const [, day, time = '00:00'] = /^\s*(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d\S*))?\s*$/.exec(text) ?? [];
		return day === undefined ? [] : [[name, `${day}T${time}`] as const];
	});
	return Object.fromEntries(dates);
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

/** Adds defaults for fields that the server fails without (jamf-behavior 4.5). */
function withDefaults(value: object, defaults: Record<string, unknown> = {}): object {
	if (Array.isArray(value)) return value;
	for (const [name, each] of Object.entries(defaults)) {
		if (!hasPath(value, name)) setPath(value as Record<string, unknown>, name, each);
	}
	return value;
}

function isEmpty(value: unknown): boolean {
	return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
