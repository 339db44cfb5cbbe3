import { InputError } from './errors/errors';

/** `root` is the origin plus the context path, without a trailing slash. Both APIs are below it. */
export interface ServerUrl {
	origin: string;
	host: string;
	root: string;
	pro: string;
	classic: string;
}

/** First path segments that belong to an API or to the web console, not to the context path of an on-premises server. */
const RESERVED_SEGMENTS = new Set([
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

const HINT = 'Enter the address of your Jamf Pro server, for example https://example.jamfcloud.com';

/**
 * Parses the address of a Jamf Pro server from whatever people paste: with or without a scheme, `/api`, `/JSSResource`,
 * a port or a context path, or the address of a page in the web console.
 *
 * @throws InputError when the text cannot be the address of a server
 */
export function parseServerUrl(pasted: string): ServerUrl {
	const text = pasted.trim().replace(/^["'<]+|["'>]+$/g, '');
	if (text === '') throw new InputError('The Server URL is empty.', HINT);
	const url = toUrl(text);
	if (url.username !== '' || url.password !== '') {
		throw new InputError(
			'The Server URL contains a user name or password.',
			'Enter only the address of the server. The user name and password are not needed.',
		);
	}
	if (PLATFORM_GATEWAY.test(url.hostname)) {
		throw new InputError(
			'The Server URL is the Jamf Platform API gateway, which needs different credentials.',
			'Enter the address of the Jamf Pro server itself, for example https://example.jamfcloud.com',
		);
	}
	const root = url.origin + contextPath(url);
	return { origin: url.origin, host: url.host, root, pro: `${root}/api`, classic: `${root}/JSSResource` };
}

function toUrl(text: string): URL {
	const invalid = () => new InputError(`The Server URL "${printable(text)}" is not a valid address.`, HINT);
	// `URL` silently drops tabs and line breaks and treats a backslash as a slash, so the request would go elsewhere than typed.
	if (/[\s\\\p{Cc}{}<>*]/u.test(text)) throw invalid();
	const address = /^[^/?#]*:\/\//.test(text) ? text : `https://${text}`;
	if (!/^https?:\/\/[^/]/i.test(address) || !URL.canParse(address)) throw invalid();
	const url = new URL(address);
	// Such a host name is a duplicated or incomplete scheme: `https://https://host`, `https//host`.
	if (/^https?$/.test(url.hostname) || !/^[a-z0-9[]/.test(url.hostname)) throw invalid();
	return url;
}

function contextPath(url: URL): string {
	const segments = url.pathname.split('/').filter((segment) => segment !== '');
	const end = segments.findIndex(
		(segment) => RESERVED_SEGMENTS.has(segment.toLowerCase()) || /\.(html|jsp|action)$/i.test(segment),
	);
	return (end === -1 ? segments : segments.slice(0, end)).map((segment) => `/${segment}`).join('');
}

function printable(text: string): string {
	const withoutPassword = text.replace(/[^/]*@/, '***@');
	return withoutPassword.replace(/[^\x20-\x7e]/g, '?').slice(0, 100);
}
