// Neither alternatives per character nor lazy repetitions: payloads have megabytes, and the stack of an expression is limited.
const CDATA = String.raw`<!\[CDATA\[[^\]]*(?:\](?!\]>)[^\]]*)*\]\]>`;
const ENTRY = new RegExp(
	String.raw`<key>([^<]*)</key>\s*(?:<(string|integer|real|date|data)>([^<]*(?:${CDATA}[^<]*)*)</\2>|<(true|false|string|data)\s*/>)`,
	'g',
);
/** Jamf sets these itself: identifiers, organization and version. */
const OWN_KEYS = /^Payload/;

/**
 * The keys of a property list whose values differ in the stored one. Ignores white space between elements, the order of keys, the form of
 * references, and keys that Jamf adds.
 */
export function findChangedKeys(given: string, stored: string): string[] {
	const kept = new Map<string, number>();
	for (const { id } of readEntries(stored)) kept.set(id, (kept.get(id) ?? 0) + 1);
	const changed = readEntries(given).filter(({ key, id }) => {
		const count = kept.get(id) ?? 0;
		kept.set(id, count - 1);
		return count <= 0 && !OWN_KEYS.test(key);
	});
	return [...new Set(changed.map(({ key }) => key))];
}

function readEntries(plist: string): Array<{ key: string; id: string }> {
	return [...plist.matchAll(ENTRY)].map(([, key = '', type, text = '', empty = '']) => {
		const value = type === 'data' ? text.replace(/\s/g, '') : decode(text);
		return { key: decode(key), id: JSON.stringify([decode(key), type ?? empty, value]) };
	});
}

const NAMED: Record<string, string> = { amp: '&', apos: "'", gt: '>', lt: '<', quot: '"' };

function decode(text: string): string {
	return text
		.replace(/\r\n?/g, '\n')
		.replace(/<!\[CDATA\[([^]*?)\]\]>|&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (all, raw, hex, decimal, name) => {
			if (raw !== undefined) return String(raw);
			const code = hex === undefined ? Number(decimal) : parseInt(String(hex), 16);
			if (name !== undefined) return NAMED[String(name)] ?? String(all);
			return code <= 0x10ffff ? String.fromCodePoint(code) : String(all);
		});
}
