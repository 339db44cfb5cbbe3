import type { Api, DeviceType, Method } from '../types';
import { type ErrorBody, parseErrorBody, truncate } from './errorBody';
import { ResponseError } from './errors';
import { CLASSIC_CONFLICTS, type ErrorKind, PRO_CODES } from './knownErrors';

/** A failed request and its response. `text` is the beginning of the body. */
export interface FailedResponse {
	api: Api;
	method: Method;
	path: string;
	command?: string | undefined;
	deviceType?: DeviceType | undefined;
	status: number;
	headers: Record<string, string | string[] | undefined>;
	text: string;
	/** Removes secrets from the server's text. */
	redact: (text: string) => string;
}

/** Converts a response with an error status to an error with the server's message and the next step. */
export function toResponseError(failed: FailedResponse): ResponseError {
	const body = parseErrorBody(failed.text, failed.redact);
	const kind = classify(failed, body);
	const suffix = body.text === '' ? '' : `: ${body.text}`;
	return new ResponseError(
		kind.code,
		`${kind.summary} (${failed.method} ${failed.path}, HTTP ${failed.status})${suffix}`,
		kind.hint,
		failed.status,
		body.details,
		body.traceId ?? traceHeader(failed),
		headerText(failed, 'retry-after'),
		{
			api: failed.api,
			method: failed.method,
			path: failed.path,
			command: failed.command,
			deviceType: failed.deviceType,
		},
		body.text,
	);
}

const CLIENTS_PAGE = 'in Jamf Pro under Settings > API roles and clients';

const STATUSES: Record<number, ErrorKind> = {
	400: {
		code: 'BAD_REQUEST',
		summary: 'Jamf did not accept the request',
		hint: 'Correct the values named in the message and run the workflow again.',
	},
	401: {
		code: 'UNAUTHORIZED',
		summary: 'Jamf did not accept the access token',
		hint: `Check that the API client is enabled ${CLIENTS_PAGE}.`,
	},
	403: {
		code: 'FORBIDDEN',
		summary: 'The API client lacks a privilege for this operation',
		hint: `Add the privilege to an API role of the client ${CLIENTS_PAGE}. It takes effect with the next token. A client that is limited to a site must also send siteId.`,
	},
	404: {
		code: 'NOT_FOUND',
		summary: 'Jamf could not find this object or path',
		hint: 'Check the ID. A new object can take up to a minute to become visible on all nodes of the server. Older servers do not have newer paths.',
	},
	405: {
		code: 'METHOD_NOT_ALLOWED',
		summary: 'This path does not support this method',
		hint: 'Check the method and the path in the API documentation of your server (/api/doc).',
	},
	408: { code: 'TIMEOUT', summary: 'Jamf timed out waiting for the request', hint: 'Run the workflow again.' },
	409: {
		code: 'CONFLICT',
		summary: 'The change conflicts with existing data in Jamf',
		hint: 'The object may have been changed by somebody else, the name may be taken, or another object may still use it. Read it again before you retry.',
	},
	413: { code: 'TOO_LARGE', summary: 'The request is too large for the server', hint: 'Send less data at once.' },
	415: {
		code: 'UNSUPPORTED_MEDIA_TYPE',
		summary: 'The server does not accept this content type here',
		hint: 'The Classic API expects XML, the Jamf Pro API JSON. Check the content type.',
	},
	429: {
		code: 'RATE_LIMITED',
		summary: 'Jamf received too many requests',
		hint: 'Lower Max Concurrent Requests in the credential, or run the workflow less often.',
	},
	503: {
		code: 'SERVER_ERROR',
		summary: 'Jamf is not available',
		hint: 'Jamf Pro may be starting, upgrading or in maintenance. Try again in a few minutes.',
	},
	504: {
		code: 'GATEWAY_TIMEOUT',
		summary: 'Jamf took too long to respond',
		hint: 'Request less data: fewer sections, a smaller page size or a narrower filter.',
	},
};

const NO_REASON =
	'Jamf did not return a reason. Check that required fields are set, and that IDs and values have the right format.';

const OTHER_REDIRECT: ErrorKind = {
	code: 'UNEXPECTED_STATUS',
	summary: 'The server returned neither a result nor an error',
	hint: 'Check the Server URL in the credential and any proxy or load balancer in front of the server.',
};

const OTHER_CLIENT: ErrorKind = {
	code: 'CLIENT_ERROR',
	summary: 'Jamf did not accept the request',
	hint: 'Check the values that were sent.',
};

const OTHER_SERVER: ErrorKind = {
	code: 'SERVER_ERROR',
	summary: 'Jamf failed to process the request',
	hint: 'Try again later. If it fails every time, contact Jamf support.',
};

// jamf-behavior 1.5: on the Classic API a 401 with a valid token means a missing privilege.
const CLASSIC_PRIVILEGE: ErrorKind = {
	code: 'FORBIDDEN',
	summary: 'The API client lacks a Classic API privilege for this operation',
	hint: `Add the Create, Read, Update or Delete privilege for this object type to an API role of the client ${CLIENTS_PAGE}. It takes effect with the next token.`,
};

// jamf-behavior 1.5: a firewall in front of Jamf Cloud rejects bursts of writes and some texts with an HTML page of its own.
const FIREWALL: ErrorKind = {
	code: 'BLOCKED',
	summary: 'A firewall in front of the Jamf server blocked the request',
	hint: 'This is not a missing privilege. Send fewer writes at once, and remove file:// links from texts.',
};

// jamf-behavior 4.4: several paths return 403 for features that are not set up, or that only exist on premises.
const NOT_AVAILABLE: ErrorKind = {
	code: 'NOT_AVAILABLE',
	summary: 'Jamf does not allow this operation here',
	hint: 'This does not look like a missing privilege. See the message for the reason. The feature may not be set up, or may not be available on Jamf Cloud.',
};

function classify(failed: FailedResponse, body: ErrorBody): ErrorKind {
	const { api, status } = failed;
	if (api === 'classic' && status === 401) return CLASSIC_PRIVILEGE;
	if (api === 'pro' && status === 403 && body.isHtml) return FIREWALL;
	if (status === 403 && !isPrivilegeText(body)) return NOT_AVAILABLE;
	const kind = STATUSES[status] ?? otherKind(status);
	if (api === 'classic' && status === 409) {
		return { ...kind, ...CLASSIC_CONFLICTS.find(({ text }) => text.test(body.text)) };
	}
	const hint = status < 500 ? hintFor(body) : undefined;
	if (hint !== undefined) return { ...kind, hint };
	if (body.text !== '' || status === 503) return kind;
	if (status === 400) return { ...kind, hint: NO_REASON };
	// jamf-behavior 4.5
	if (status === 500 && failed.method !== 'GET') {
		return { ...kind, hint: 'A 500 without a reason usually means that a field is missing or null.' };
	}
	return kind;
}

function otherKind(status: number): ErrorKind {
	if (status < 400) return OTHER_REDIRECT;
	return status < 500 ? OTHER_CLIENT : OTHER_SERVER;
}

/** The next steps for the codes in the body. */
function hintFor({ details }: ErrorBody): string | undefined {
	const hints = new Set(details.flatMap(({ code }) => (Object.hasOwn(PRO_CODES, code) ? [PRO_CODES[code]] : [])));
	return hints.size === 0 ? undefined : [...hints].join(' ');
}

const PRIVILEGE = /privilege|permission|forbidden|denied|unauthori[sz]ed|not (allowed|authori[sz]ed)|site/i;

/** A 403 without a reason means a missing privilege, and so does one that says so (jamf-behavior 1.5). */
function isPrivilegeText({ isHtml, text, details }: ErrorBody): boolean {
	if (text === '' || isHtml) return true;
	return PRIVILEGE.test(text) || details.some(({ field }) => field === 'siteId');
}

const TRACE_HEADERS = ['x-traceid', 'x-tyk-trace-id', 'x-b3-traceid']; // jamf-behavior 1.5

function traceHeader(failed: FailedResponse): string | undefined {
	return TRACE_HEADERS.map((name) => headerText(failed, name)).find((value) => value !== undefined);
}

function headerText({ headers, redact }: FailedResponse, name: string): string | undefined {
	const text = [headers[name]].flat()[0] ?? '';
	return text === '' ? undefined : truncate(redact(text));
}
