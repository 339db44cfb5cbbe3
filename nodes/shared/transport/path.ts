import { InputError } from './errors/errors';
import type { Api } from './types';

declare const validated: unique symbol;

/** A path relative to the root of one API: starts with `/`, every segment encoded, no dot segments. */
export type ApiPath = string & { readonly [validated]: true };

export type Query = ReadonlyArray<readonly [name: string, value: string]>;

// A lone surrogate cannot be URL-encoded.
const UNSAFE = /\p{Cc}|\p{Surrogate}/u;

/**
 * Template tag that encodes the values of a path: `` path`/v1/api-roles/${id}` ``.
 *
 * @throws InputError when a value is empty, a dot segment, or contains control characters
 */
export function path(literals: TemplateStringsArray, ...values: Array<string | number>): ApiPath {
	const encoded = values.map((value) => {
		const text = String(value);
		if (text.trim() === '') throw new InputError('The ID is empty.', 'Select an object from the list or enter its ID.');
		if (text === '.' || text === '..' || UNSAFE.test(text)) {
			throw new InputError(
				`"${printable(text)}" cannot be part of a path.`,
				'Enter the ID of the object as shown in Jamf Pro.',
			);
		}
		return encodeURIComponent(text);
	});
	return literals.map((literal, index) => literal + (encoded[index] ?? '')).join('') as ApiPath;
}

/** Fills the placeholders of a template such as `/v1/sites/{id}` in order. Each value is encoded. */
export function fillPath(template: string, values: readonly string[]): ApiPath {
	const literals = template.split(/\{[^}]*\}/);
	return path(Object.assign(literals, { raw: literals }), ...values.slice(0, literals.length - 1));
}

const PREFIX: Record<Api, RegExp> = { pro: /^\/?api(?=\/)/i, classic: /^\/?JSSResource(?=\/)/i };
const OTHER: Record<Api, { prefix: RegExp; node: string }> = {
	pro: { prefix: PREFIX.classic, node: 'Jamf Classic' },
	classic: { prefix: PREFIX.pro, node: 'Jamf Pro' },
};

/**
 * Parses the path of a generic request as typed: with or without a leading slash, the API's own prefix, or a query.
 * Characters that need encoding are encoded; existing percent-encoding is kept.
 *
 * @throws InputError for anything that could leave the API: absolute URLs, `//host`, `..` in any encoding, control characters
 */
export function parseApiPath(api: Api, typed: string): { path: ApiPath; query: Query } {
	const text = typed.trim();
	const example = api === 'pro' ? '/v1/buildings' : '/computers/id/1';
	const hint = `Enter a path relative to the API, for example ${example}`;
	const unsafe = () => new InputError('The path contains control characters or line breaks.', hint);
	if (UNSAFE.test(text)) throw unsafe();
	if (/^[a-z][a-z0-9+.-]*:/i.test(text) || /^[/\\]{2}/.test(text)) {
		throw new InputError('The path is an absolute URL. The server is already set in the credential.', hint);
	}
	if (text.includes('\\')) throw new InputError('The path contains a backslash.', hint);
	if (OTHER[api].prefix.test(text)) {
		throw new InputError('The path belongs to the other Jamf API.', `Use the ${OTHER[api].node} node instead.`);
	}
	if (text.includes('#')) throw new InputError('The path contains "#".', 'If it is part of a name, write %23 instead.');
	const [pathname = '', ...rest] = text.replace(PREFIX[api], '').split('?');
	const decoded = decodeRepeatedly(pathname);
	if (decoded.some((form) => UNSAFE.test(form))) throw unsafe();
	if (decoded.some(hasDotSegment)) throw new InputError('The path contains a "." or ".." segment.', hint);
	if (/^\/?$/.test(pathname)) throw new InputError('The path is empty.', hint);
	const encoded = pathname.split('/').map(encodeSegment).join('/').replace(/^\/*/, '/');
	if (/\/\//.test(encoded)) throw new InputError('The path contains an empty segment.', hint);
	return { path: encoded as ApiPath, query: [...new URLSearchParams(rest.join('?'))] };
}

const MAX_DECODINGS = 4;

/** The path after each round of decoding, because some servers and proxies decode more than once. */
function decodeRepeatedly(pathname: string): string[] {
	const forms = [pathname];
	for (let text = pathname; forms.length <= MAX_DECODINGS; forms.push(text)) text = decode(text);
	return forms;
}

function decode(text: string): string {
	return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

function hasDotSegment(pathname: string): boolean {
	return pathname.split(/[/\\;]/).some((segment) => segment === '.' || segment === '..');
}

function encodeSegment(segment: string): string {
	return encodeURI(segment.replace(/%(?![0-9a-f]{2})/gi, '%25')).replace(/%25([0-9a-f]{2})/gi, '%$1');
}

function printable(text: string): string {
	return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 60);
}

/** The query part of a URL, including the question mark. Spaces become `%20`, because some servers read `+` literally. */
export function toSearch(query: Query): string {
	const search = new URLSearchParams();
	for (const [name, value] of query) search.append(name, value);
	return search.size === 0 ? '' : `?${search.toString().replaceAll('+', '%20')}`;
}
