import { InputError } from './errors/errors';

/** `root` is origin plus context path without a trailing slash; both APIs hang below it. */
export interface ServerUrl {
	origin: string;
	host: string;
	root: string;
	pro: string;
	classic: string;
}

/** First path segments that belong to an API or to the console, not to the context path of an on-premises server. */
const NOT_CONTEXT = new Set([
	'api',
	'uapi',
	'jssresource',
	'classicapi',
	'view',
	'legacy',
	'ui',
	'sso',
	'enroll',
	'oauth',
]);

const PLATFORM_GATEWAY = /^(us|eu|apac)\.api\.jamfcloud\.com$/;

const EXAMPLE = 'Enter the address of your Jamf Pro server, for example https://example.jamfcloud.com';

/**
 * Reads the address of a Jamf Pro server from whatever people paste: with or without scheme, `/api`, `/JSSResource`,
 * a port, a context path, or a page of the console.
 *
 * @throws InputError when the text cannot be the address of a server
 */
export function parseServerUrl(pasted: string): ServerUrl {
	const text = pasted.trim().replace(/^["'<]+|["'>]+$/g, '');
	if (text === '') throw new InputError('The Server URL is empty.', EXAMPLE);
	const url = toUrl(text);
	if (url.username !== '' || url.password !== '') {
		throw new InputError('The Server URL contains a user name or password.', 'Leave only the address of the server.');
	}
	if (PLATFORM_GATEWAY.test(url.hostname)) {
		throw new InputError(
			'The Server URL is the Jamf Platform API gateway, which takes other credentials.',
			'Enter the address of the Jamf Pro server itself, for example https://example.jamfcloud.com',
		);
	}
	const root = url.origin + contextPath(url);
	return { origin: url.origin, host: url.host, root, pro: `${root}/api`, classic: `${root}/JSSResource` };
}

function toUrl(text: string): URL {
	const refuse = () => new InputError(`The Server URL "${printable(text)}" is not an address.`, EXAMPLE);
	// URL drops tabs and line breaks silently and reads a backslash as a slash: what is then called is not what was typed.
	if (/[\s\\\p{Cc}{}<>*]/u.test(text)) throw refuse();
	const address = /^[^/?#]*:\/\//.test(text) ? text : `https://${text}`;
	if (!/^https?:\/\/[^/]/i.test(address) || !URL.canParse(address)) throw refuse();
	const url = new URL(address);
	// A host of that name is a scheme written twice or by half: `https://https://host`, `https//host`.
	if (/^https?$/.test(url.hostname) || !/^[a-z0-9[]/.test(url.hostname)) throw refuse();
	return url;
}

function contextPath(url: URL): string {
	const segments = url.pathname.split('/').filter((segment) => segment !== '');
	const end = segments.findIndex(
		(segment) => NOT_CONTEXT.has(segment.toLowerCase()) || /\.(html|jsp|action)$/i.test(segment),
	);
	return (end === -1 ? segments : segments.slice(0, end)).map((segment) => `/${segment}`).join('');
}

function printable(text: string): string {
	const withoutPassword = text.replace(/[^/]*@/, '***@');
	return withoutPassword.replace(/[^\x20-\x7e]/g, '?').slice(0, 100);
}
