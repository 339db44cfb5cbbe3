import type { ElementRow } from '../shared/catalogue/elements';
import { isObject } from '../shared/parameters/propertyPath';
import { escapeProfilePayloads, isProfile } from './xml/escapeProfilePayloads';
import { isEmpty, type Stored } from './xml/storedObject';

interface ProfileUpdate {
	root: string;
	rows: readonly ElementRow[];
}

/** Whether a body of an update changes a configuration profile without its payloads. */
export function omitsPayloads(value: unknown, { root }: ProfileUpdate): boolean {
	if (!isProfile(root) || !isObject(value)) return false;
	const object = isObject(value[root]) ? value[root] : value;
	return !isObject(object.general) || isEmpty(object.general.payloads);
}

/**
 * Adds the stored payloads to an update that does not contain any, with the rest of their section. Jamf decodes the stored payloads once
 * more with every save, also of other sections, and rejects all further ones when a bare `&` or `<` is left (PI-827, jamf-behavior 11.6).
 * Payloads without such characters are not sent.
 */
export async function keepPayloads(
	value: unknown,
	update: ProfileUpdate,
	read: () => Promise<Stored | undefined>,
): Promise<unknown> {
	const { root, rows } = update;
	if (!isObject(value) || !omitsPayloads(value, update)) return value;
	const stored = await read();
	const general = isObject(stored?.value) ? stored.value.general : undefined;
	if (!isObject(general) || !isDecoded(general.payloads, root)) return value;
	const own = rows.find(({ name }) => name === 'general')?.of ?? [];
	const kept = own.filter(
		({ name, readOnly, returned }) => name !== 'id' && readOnly !== true && returned === undefined,
	);
	const section = Object.fromEntries(
		kept.flatMap(({ name }) => (general[name] === undefined ? [] : [[name, general[name]]])),
	);
	const object = isObject(value[root]) ? value[root] : value;
	const given = isObject(object.general) ? object.general : {};
	const { payloads } = section;
	return { ...object, general: { ...section, ...given, payloads } };
}

/** Whether a save changes these payloads. */
function isDecoded(payloads: unknown, root: string): boolean {
	if (typeof payloads !== 'string' || !payloads.includes('&')) return false;
	const { general } = escapeProfilePayloads({ general: { payloads } }, root) as { general: { payloads: string } };
	return general.payloads.includes('&');
}
