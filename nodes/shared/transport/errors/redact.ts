import type { Settings } from '../types';

/** Returns a function that removes the client secret and further secrets from a text, also where a server echoes them encoded. */
export function redactor(
	{ clientId, clientSecret }: Pick<Settings, 'clientSecret'> & Partial<Pick<Settings, 'clientId'>>,
	...more: string[]
): (text: string) => string {
	const secrets = [clientSecret, ...more].filter((secret) => secret.length >= 4);
	const pair = clientSecret.length >= 4 && clientId !== undefined ? base64(`${clientId}:${clientSecret}`) : [];
	// Longest first, so that no form is split by a shorter one that it contains.
	const forms = [...new Set([...secrets.flatMap(encodings), ...pair])].sort((a, b) => b.length - a.length);
	return (text) => forms.reduce((result, secret) => result.replaceAll(secret, '[redacted]'), text);
}

function encodings(secret: string): string[] {
	const inUrl = [encodeURIComponent(secret), new URLSearchParams([['', secret]]).toString().slice(1)];
	const lowerCase = inUrl.map((form) => form.replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase()));
	const json = JSON.stringify(secret).slice(1, -1);
	return [secret, ...inUrl, ...lowerCase, json, ...htmlForms(secret), ...base64(secret)];
}

const NAMED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Servers differ in which characters they escape and how. */
function htmlForms(secret: string): string[] {
	const escapes = [
		(code: number) => `&#${code};`,
		(code: number) => `&#0${code};`,
		(code: number) => `&#x${code.toString(16)};`,
		(code: number) => `&#x${code.toString(16).toUpperCase()};`,
	];
	return [/[&<>]/g, /[&<>"]/g, /[&<>"']/g, /[&<>"'/]/g, /[&<>"'/=`]/g, /[^a-z0-9]/gi].flatMap((pattern) => [
		secret.replace(pattern, (character) => NAMED[character] ?? character),
		...escapes.flatMap((escape) => {
			const numeric = (character: string) => escape(character.charCodeAt(0));
			return [
				secret.replace(pattern, numeric),
				secret.replace(pattern, (character) => (character === "'" ? numeric : nameOr(numeric))(character)),
			];
		}),
	]);
}

const nameOr = (numeric: (character: string) => string) => (character: string) =>
	NAMED[character] ?? numeric(character);

/** Base64 with both alphabets, with and without padding. */
function base64(text: string): string[] {
	const encoded = Buffer.from(text).toString('base64');
	const inUrl = Buffer.from(text).toString('base64url');
	return [encoded, encoded.replace(/=+$/, ''), inUrl].filter((form) => form.length >= 6);
}
