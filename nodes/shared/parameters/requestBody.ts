import { findFields } from '../catalogue/find';
import type { Fields, OperationRow, ResourceRow } from '../catalogue/types';
import { InputError } from '../transport/errors/errors';
import { readBodyFields } from './bodyFields';
import { checkMemberLists } from './memberLists';
import { assertNoMask } from './mask';
import { hasPath, setPath } from './propertyPath';
import type { ItemParameters } from './itemParameters';
import { readJsonBody } from './jsonBody';

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
		const json = readJsonBody(item, 'body');
		assertNoMask(json);
		checkMemberLists(rows ?? [], row, json, item);
		return withDefaults(json, body.defaults);
	}
	const value: Record<string, unknown> = {};
	for (const [name, each] of readBodyFields(rows, row, item)) setPath(value, name, each);
	if (body.optional === true && isEmpty(value)) return undefined;
	// A merge reads the other fields from the server, so none is missing.
	const missing =
		body.merge === undefined && !body.partial
			? rows.filter(({ name, required }) => required && !hasPath(value, name))
			: [];
	const empty = missing.filter(({ name }) => !hasPath(body.defaults ?? {}, name));
	if (empty.length > 0) {
		const names = empty.map(({ label }) => label).join(', ');
		throw new InputError(`Required fields are empty: ${names}.`, 'Nothing was sent. Enter a value for each of them.');
	}
	if (isEmpty(value)) {
		const names = rows.slice(0, 3).map(({ name }) => name);
		throw new InputError(
			'No fields are set.',
			`Nothing was sent. Add at least one field under Fields. Map Automatically uses input fields with names such as ${names.join(', ')}.`,
		);
	}
	assertNoMask(value);
	checkMemberLists(rows, row, value, item);
	return withDefaults(value, body.defaults);
}

/** Adds defaults for fields without which the server fails (jamf-behavior 4.5). */
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
