import { isObject } from '../../shared/parameters/propertyPath';

const PROFILES = new Set(['configuration_profile', 'os_x_configuration_profile']);

/** Whether objects with this root are configuration profiles. */
export function isProfile(root: string): boolean {
	return PROFILES.has(root);
}

/**
 * Escapes each `&` in the payloads of a profile once more, because the server decodes most of them once too often (PI-827, jamf-behavior
 * 11.6). It stores some payload types without decoding, which keep the second escape, so avoidable references are replaced first.
 */
export function escapeProfilePayloads(value: unknown, root: string): unknown {
	if (!PROFILES.has(root) || !isObject(value)) return value;
	if (isObject(value[root])) return { [root]: escapeProfilePayloads(value[root], root) };
	const { general } = value;
	if (!isObject(general) || typeof general.payloads !== 'string') return value;
	return { ...value, general: { ...general, payloads: escapeOnce(plain(general.payloads)) } };
}

/** Except references to a carriage return, which cannot be sent in any other form. */
function escapeOnce(plist: string): string {
	return plist.replace(/&(?!#(?:0*13|x0*d);)/gi, '&amp;');
}

/** The same property list without CDATA, and with the characters themselves instead of avoidable references. */
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

/** White space stays a reference: the server drops or merges literal white space. */
function isPlain(code: number): boolean {
	const isText = code > 0x20 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) && (code & 0xfffe) !== 0xfffe;
	return isText && code !== 0x26 && code !== 0x3c;
}

const NEEDED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;' };
const AVOIDABLE: Readonly<Record<string, string>> = { quot: '"', apos: "'", gt: '>' };
