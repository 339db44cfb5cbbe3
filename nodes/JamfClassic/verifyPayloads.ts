import { readObject } from '../shared/calls/callOperation';
import type { Dialect, WrittenObject } from '../shared/calls/dialect';
import { findOperation } from '../shared/catalogue/find';
import type { OperationRow, ResourceRow } from '../shared/catalogue/types';
import { isObject } from '../shared/parameters/propertyPath';
import type { JamfClient } from '../shared/transport/client';
import { findChangedKeys } from './xml/comparePayloads';
import { isProfile } from './xml/escapeProfilePayloads';

const MAX_LISTED_KEYS = 10;

/**
 * Reads a configuration profile back after its payloads were written, and shows a hint with the keys that Jamf changed or dropped
 * (jamf-behavior 11.6).
 */
export async function verifyPayloads(
	jamf: JamfClient,
	dialect: Dialect,
	{ resource, row, ids, item, value, response }: WrittenObject,
): Promise<void> {
	const get = findOperation(resource, 'get');
	if (get === undefined || !writesPayloads(value, resource, row)) return;
	const given = readPayloads(value, resource.root);
	const created = isObject(response) ? response['id'] : undefined;
	const id = row.value === 'create' ? created : ids[0];
	if (given === undefined || (typeof id !== 'string' && typeof id !== 'number')) return;
	const stored = await readObject(jamf, dialect, resource, get, [String(id)]);
	const keys = findChangedKeys(given, readPayloads(stored, undefined) ?? '');
	if (keys.length === 0) return;
	const others = keys.length > MAX_LISTED_KEYS ? ` and ${keys.length - MAX_LISTED_KEYS} others` : '';
	item.hint(
		`Jamf changed or dropped these keys of the payloads: ${keys.slice(0, MAX_LISTED_KEYS).join(', ')}${others}. Compare the profile in Jamf Pro with the one that was sent. Jamf alters line feeds, tabs, emoji, and the characters & and < in some types of payloads.`,
	);
}

/** Whether a value contains payloads of a configuration profile, which are read back. */
export function writesPayloads(value: unknown, resource: ResourceRow, row: OperationRow): boolean {
	const { root } = resource;
	return row.root === undefined && isProfile(root ?? '') && readPayloads(value, root) !== undefined;
}

function readPayloads(value: unknown, root: string | undefined): string | undefined {
	const object = isObject(value) && root !== undefined && isObject(value[root]) ? value[root] : value;
	const general = isObject(object) ? object['general'] : undefined;
	const payloads = isObject(general) ? general['payloads'] : undefined;
	return typeof payloads === 'string' && payloads.trim() !== '' ? payloads : undefined;
}
