const PROFILES = new Set(['configuration_profile', 'os_x_configuration_profile']);

/**
 * A profile whose payloads arrive as they are given: the server decodes the text of some of them once too often (PI-827, jamf-behavior
 * 5.7), so that each `&` in them is escaped once more. Others it keeps as they come, the second escape as well (found by Jamf's
 * own SDK for Go, on the wire): so only those references are left that a plist cannot do without.
 */
export function escapeProfilePayloads(value: unknown, root: string): unknown {
	if (!PROFILES.has(root) || !isObject(value)) return value;
	if (isObject(value[root])) return { [root]: escapeProfilePayloads(value[root], root) };
	const { general } = value;
	if (!isObject(general) || typeof general.payloads !== 'string') return value;
	return { ...value, general: { ...general, payloads: escapeOnce(plain(general.payloads)) } };
}

/** But for carriage returns: nothing but a reference brings one through. */
function escapeOnce(plist: string): string {
	return plist.replace(/&(?!#(?:0*13|x0*d);)/gi, '&amp;');
}

/** The same plist with the characters themselves for quotes, `>` and whatever else needs no reference, and without CDATA. */
function plain(plist: string): string {
	return plist
		.replace(/<!\[CDATA\[(.*?)\]\]>/gs, (_, text: string) => text.replace(/[&<]/g, (each) => NEEDED[each] ?? each))
		.replace(
			/&(?:(quot|apos|gt)|#(\d{1,7})|#x([\da-f]{1,6}));/gi,
			(whole, name?: string, decimal?: string, hex?: string) => {
				if (name !== undefined) return AVOIDABLE[name] ?? whole;
				const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
				return isPlain(code) ? String.fromCodePoint(code) : whole;
			},
		)
		.replaceAll(']]>', ']]&gt;');
}

/** White space is not: the server drops or merges what is no reference. */
function isPlain(code: number): boolean {
	const isText = code > 0x20 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) && (code & 0xfffe) !== 0xfffe;
	return isText && code !== 0x26 && code !== 0x3c;
}

const NEEDED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;' };
const AVOIDABLE: Readonly<Record<string, string>> = { quot: '"', apos: "'", gt: '>' };

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
