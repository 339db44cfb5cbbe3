import { findFields } from '../catalogue/find';
import type { FieldRow, Fields, OperationRow, ResourceRow } from '../catalogue/types';
import { InputError } from '../transport/errors/errors';
import { hasPath, setPath, getPath } from './propertyPath';
import { toFieldValue } from './fieldValue';
import type { ItemParameters } from './itemParameters';
import { readJsonBody } from './jsonBody';
import { closestMatches } from './didYouMean';

/**
 * The value that a form describes: by fields or as JSON.
 *
 * @throws InputError when nothing is given, a required field is missing, or a value does not fit its field
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
	// What is not given is read first and sent along: then nothing is missing.
	const missing =
		body.merge === undefined && !body.partial
			? rows.filter(({ name, required }) => required && !hasPath(value, name))
			: [];
	const lacking = missing.filter(({ name }) => !hasPath(body.defaults ?? {}, name));
	if (lacking.length > 0) {
		const names = lacking.map(({ label }) => label).join(', ');
		throw new InputError(`Required fields are empty: ${names}.`, 'Nothing was sent. Fill them in under Fields.');
	}
	if (isEmpty(value)) {
		const names = rows.slice(0, 3).map(({ name }) => name);
		throw new InputError(
			'No field is given.',
			`Nothing was sent. Add at least one field under Fields; Map Automatically takes those of the input that are called ${names.join(', ')} and so on.`,
		);
	}
	return withDefaults(value, body.defaults);
}

/** What the resource mapper gives: values of its own, or those of the input item that are called like fields (Map Automatically). */
function readFields(rows: readonly FieldRow[], item: ItemParameters): Record<string, unknown> {
	if (item.string('fields.mappingMode') !== 'autoMapInputData')
		return { ...item.object('fields.value'), ...readDates(rows, item) };
	const input = item.input();
	return Object.fromEntries(
		rows.map(({ name }) => [name, Object.hasOwn(input, name) ? input[name] : getPath(input, name)]),
	);
}

/** n8n makes dates of texts itself, those without a zone in that of whichever workflow it dealt with last: the texts are read instead. */
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

/** jamf-behavior 4.5: values that the server fails without. */
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
