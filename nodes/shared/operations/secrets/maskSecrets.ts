import { isDeepStrictEqual } from 'node:util';
import { MASK } from '../../parameters/mask';

/** Names of fields and elements that contain secrets in both APIs, MDM commands included. */
const SECRET_NAME =
	/(password(_?sha256)?|passphrase|passcode|secret|(access|auth|bootstrap|care|encoded|refresh|script|server|service|session|unlock)_?token|(access|encryption|private|recovery)_?key(_?id|_?jwt)?|keystore(_?bytes)?|failover_?url|activation_?code|challenge|redemption_?code|wifi_?profile_?data)\d*$|^(pin|token)$/i;

/** Finds secrets by the names of their fields. */
export type IsSecret = (name: string) => boolean;

/** @param known names of further fields with secrets, such as those that the catalogue marks */
export function createSecretFinder(known: Iterable<string> = []): IsSecret {
	const names = new Set(known);
	return (name) => names.has(name) || SECRET_NAME.test(name);
}

/** A copy in which every text or number under the name of a secret is replaced, also in a text that is XML or JSON. */
export function maskSecrets(value: unknown, isSecret: IsSecret): unknown {
	if (typeof value === 'string') return maskDocument(value, isSecret);
	if (Array.isArray(value)) return value.map((each) => maskSecrets(each, isSecret));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, each]) => [
			name,
			isSecret(name) ? maskText(each, isSecret) : maskSecrets(each, isSecret),
		]),
	);
}

function maskDocument(text: string, isSecret: IsSecret): string {
	if (/^\s*</.test(text)) return maskXml(text, isSecret);
	if (!/^\s*[{[]/.test(text)) return text;
	try {
		const value = JSON.parse(text.trim()) as unknown;
		const masked = maskSecrets(value, isSecret);
		// A text without secrets keeps its layout.
		return isDeepStrictEqual(value, masked) ? text : JSON.stringify(masked);
	} catch {
		return text;
	}
}

/** Replaces the content of elements with the name of a secret. */
export function maskXml(xml: string, isSecret: IsSecret): string {
	const names = new Set([...xml.matchAll(/<([\w.:-]+)[\s>]/g)].map(([, name = '']) => name).filter(isSecret));
	return [...names].reduce((text, name) => {
		const quoted = name.replaceAll('.', '\\.');
		return text.replace(
			new RegExp(
				`<${quoted}(\\s[^<>]*)?>(?!\\s*</)(?:<!\\[CDATA\\[[^]*?\\]\\]>|<!--[^]*?-->|[^<])+</${quoted}\\s*>`,
				'g',
			),
			`<${name}>${MASK}</${name}>`,
		);
	}, xml);
}

/** Masks the value of a secret. An object under such a name, such as the settings of a keystore, is searched like any other. */
function maskText(value: unknown, isSecret: IsSecret): unknown {
	if (Array.isArray(value)) return value.map((each) => maskText(each, isSecret));
	if (typeof value === 'object') return maskSecrets(value, isSecret);
	return typeof value === 'number' || (typeof value === 'string' && value !== '') ? MASK : value;
}
