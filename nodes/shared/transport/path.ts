import { InputError } from './errors/errors';
import type { Api } from './types';

declare const checked: unique symbol;

/** A path below the root of one API: begins with `/`, every segment encoded, no way up or out. */
export type ApiPath = string & { readonly [checked]: true };

export type Query = ReadonlyArray<readonly [name: string, value: string]>;

// Half an emoji cannot be encoded, and is never what was meant.
const CONTROL = /\p{Cc}|\p{Surrogate}/u;

/**
 * Tag that encodes what is put into a path: `` path`/v1/api-roles/${id}` ``.
 *
 * @throws InputError when a value is empty, a dot segment, or has control characters
 */
export function path(literals: TemplateStringsArray, ...values: Array<string | number>): ApiPath {
	const encoded = values.map((value) => {
		const text = String(value);
		if (text.trim() === '') throw new InputError('The ID is empty.', 'Choose an object from the list, or give its ID.');
		if (text === '.' || text === '..' || CONTROL.test(text)) {
			throw new InputError(
				`"${printable(text)}" cannot be part of a path.`,
				'Give the ID of the object as Jamf shows it.',
			);
		}
		return encodeURIComponent(text);
	});
	return literals.map((literal, index) => literal + (encoded[index] ?? '')).join('') as ApiPath;
}

/** Fills the placeholders of a template such as `/v1/sites/{id}`, in order; each value is encoded. */
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
 * Reads the path of a generic request, as typed: with or without the leading slash or the API's own prefix, with or without a query.
 * Text that needs encoding is encoded; what is encoded already stays.
 *
 * @throws InputError for anything that could leave the API: absolute URLs, `//host`, `..` in any encoding, control characters
 */
export function parseApiPath(api: Api, typed: string): { path: ApiPath; query: Query } {
	const text = typed.trim();
	const example = api === 'pro' ? '/v1/buildings' : '/computers/id/1';
	const hint = `Give a path below the API, for example ${example}`;
	const controls = () => new InputError('The path contains control characters or line breaks.', hint);
	if (CONTROL.test(text)) throw controls();
	if (/^[a-z][a-z0-9+.-]*:/i.test(text) || /^[/\\]{2}/.test(text)) {
		throw new InputError('The path is an absolute URL. The credential already names the server.', hint);
	}
	if (text.includes('\\')) throw new InputError('The path contains a backslash.', hint);
	if (OTHER[api].prefix.test(text)) {
		throw new InputError('The path belongs to the other API of Jamf Pro.', `Use the ${OTHER[api].node} node for it.`);
	}
	if (text.includes('#')) throw new InputError('The path contains "#".', 'Write %23 if it is part of a name.');
	const [pathname = '', ...rest] = text.replace(PREFIX[api], '').split('?');
	const forms = decodings(pathname);
	if (forms.some((form) => CONTROL.test(form))) throw controls();
	if (forms.some(hasDotSegment)) throw new InputError('The path contains "." or ".." as a segment.', hint);
	if (/^\/?$/.test(pathname)) throw new InputError('The path is empty.', hint);
	const encoded = pathname.split('/').map(encodeTyped).join('/').replace(/^\/*/, '/');
	if (/\/\//.test(encoded)) throw new InputError('A part of the path between two slashes is empty.', hint);
	return { path: encoded as ApiPath, query: [...new URLSearchParams(rest.join('?'))] };
}

const MAX_DECODINGS = 4;

/** What a path means after each decoding: some servers and proxies decode more than once. */
function decodings(pathname: string): string[] {
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

function encodeTyped(segment: string): string {
	return encodeURI(segment.replace(/%(?![0-9a-f]{2})/gi, '%25')).replace(/%25([0-9a-f]{2})/gi, '%$1');
}

function printable(text: string): string {
	return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 60);
}

/** The query part of a URL, with its question mark. Some servers read `+` as a plus: `%20` is understood by all. */
export function toSearch(query: Query): string {
	const search = new URLSearchParams();
	for (const [name, value] of query) search.append(name, value);
	return search.size === 0 ? '' : `?${search.toString().replaceAll('+', '%20')}`;
}
