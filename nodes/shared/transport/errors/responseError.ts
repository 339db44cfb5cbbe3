import type { JamfErrorDetail } from './errors';
import { ResponseError } from './errors';
import type { Api, Method } from '../types';

/** A failed request and its response. `text` is the beginning of the body. */
export interface FailedResponse {
	api: Api;
	method: Method;
	path: string;
	command?: string | undefined;
	status: number;
	headers: Record<string, string | string[] | undefined>;
	text: string;
	/** Removes secrets from the server's text. Applied after decoding and before truncating, which could split a secret. */
	redact: (text: string) => string;
}

const MAX_SERVER_TEXT_LENGTH = 300;

/** Converts a response with an error status: what the server says, and what to do next. */
export function toResponseError(failed: FailedResponse): ResponseError {
	const body = parseErrorBody(failed);
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
		{ api: failed.api, method: failed.method, path: failed.path, command: failed.command },
		body.text,
	);
}

interface Kind {
	code: string;
	summary: string;
	hint: string;
}

const KINDS: Record<number, Kind> = {
	400: {
		code: 'BAD_REQUEST',
		summary: 'Jamf did not accept the request',
		hint: 'Correct the field that is named and run again. Ids are numbers; names may be taken already.',
	},
	401: {
		code: 'UNAUTHORIZED',
		summary: 'Jamf did not accept the access token, also after a new one was fetched',
		hint: 'Check in Jamf Pro under Settings > API roles and clients that the API client is enabled.',
	},
	403: {
		code: 'FORBIDDEN',
		summary: 'The API client lacks a privilege for this operation',
		hint: 'Add the privilege to an API role of the client in Jamf Pro under Settings > API roles and clients; it counts from the next token on. A client that is limited to a site must also send siteId.',
	},
	404: {
		code: 'NOT_FOUND',
		summary: 'Jamf does not know this object or path',
		hint: 'Check the ID. A record made a moment ago can take up to a minute to be visible everywhere. Older servers lack newer paths.',
	},
	405: {
		code: 'METHOD_NOT_ALLOWED',
		summary: 'The path does not take this method',
		hint: 'Check the method and the path in the API documentation of your server (/api/doc).',
	},
	408: { code: 'TIMEOUT', summary: 'Jamf gave up waiting for the request', hint: 'Run again.' },
	409: {
		code: 'CONFLICT',
		summary: 'The change collides with what Jamf has',
		hint: 'Somebody else changed the object, the name is taken, or something still uses it. Read it again and repeat.',
	},
	413: {
		code: 'TOO_LARGE',
		summary: 'The request is too large for the server',
		hint: 'Send less at once.',
	},
	415: {
		code: 'UNSUPPORTED_MEDIA_TYPE',
		summary: 'The server does not take this kind of body here',
		hint: 'The Classic API takes XML, the Jamf Pro API JSON. Check the content type.',
	},
	429: {
		code: 'RATE_LIMITED',
		summary: 'Jamf asked to slow down',
		hint: 'Lower Max Concurrent Requests in the credential, or run less often.',
	},
	504: {
		code: 'GATEWAY_TIMEOUT',
		summary: 'Jamf took too long to answer',
		hint: 'Ask for less: fewer sections, a smaller page, a narrower filter.',
	},
};

const OTHER_CLIENT: Kind = {
	code: 'CLIENT_ERROR',
	summary: 'Jamf did not accept the request',
	hint: 'Check the values that were sent.',
};

const OTHER_SERVER: Kind = {
	code: 'SERVER_ERROR',
	summary: 'Jamf failed to process the request',
	hint: 'Try again later. A 500 without details usually means that a field of the request is missing or null.',
};

// jamf-behavior 1.5: on the Classic API a 401 with a valid token means a missing privilege.
const CLASSIC_PRIVILEGE: Kind = {
	code: 'FORBIDDEN',
	summary: 'The API client lacks a Classic API privilege for this operation',
	hint: 'Add the Create, Read, Update or Delete privilege of this object to an API role of the client in Jamf Pro under Settings > API roles and clients.',
};

// jamf-behavior 1.5: a firewall in front of Jamf Cloud rejects bursts of writes and some texts with an HTML page of its own.
const FIREWALL: Kind = {
	code: 'BLOCKED',
	summary: 'A firewall before the Jamf server blocked the request',
	hint: 'This is not a missing privilege. Send fewer writes at once, and no file:// links in texts.',
};

function classify(failed: FailedResponse, body: ErrorBody): Kind {
	if (failed.api === 'classic' && failed.status === 401) return CLASSIC_PRIVILEGE;
	if (failed.api === 'pro' && failed.status === 403 && body.html) return FIREWALL;
	return KINDS[failed.status] ?? (failed.status < 500 ? OTHER_CLIENT : OTHER_SERVER);
}

interface ErrorBody {
	html: boolean;
	text: string;
	details: JamfErrorDetail[];
	traceId?: string | undefined;
}

function parseErrorBody({ text, redact }: FailedResponse): ErrorBody {
	try {
		return fromJson(JSON.parse(text, (_, value: unknown) => (typeof value === 'string' ? redact(value) : value)));
	} catch {
		return { html: /<(html|!doctype|p|body)\b/i.test(text), text: fromHtml(redact(text)), details: [] };
	}
}

function fromJson(value: unknown): ErrorBody {
	const body = (value ?? {}) as Record<string, unknown>;
	const details = (Array.isArray(body.errors) ? (body.errors as unknown[]) : []).map(toDetail);
	const text = details
		.map(({ code, field, description }) => [field, description || code].filter(Boolean).join(': '))
		.filter(Boolean)
		.join('; ');
	return {
		html: false,
		details,
		text: truncate(text || (typeof value === 'string' ? value : gatewayMessage(body))),
		...(typeof body.traceId === 'string' && { traceId: truncate(body.traceId) }),
	};
}

/** Gateways and proxies in front of Jamf use other fields. */
function gatewayMessage({ message, error_description: description, error }: Record<string, unknown>): unknown {
	return [message, description, error].find((each) => typeof each === 'string' && each !== '');
}

function toDetail(entry: unknown): JamfErrorDetail {
	const { code, field, description } = (entry ?? {}) as Record<string, unknown>;
	return { code: truncate(code), field: truncate(field), description: truncate(description) };
}

/**
 * jamf-behavior 5.6: the reason is in `<p>Error: ...</p>` or follows `Bad Request`. An unclosed element extends to the end, so that
 * the regular expressions do not backtrack.
 */
function fromHtml(html: string): string {
	const reason =
		/<p>\s*(Error:[\s\S]*?)(?:<\/p>|$)/i.exec(html)?.[1] ?? /Bad Request<\/p>([\s\S]*)/i.exec(html)?.[1] ?? html;
	return truncate(
		reason
			.replace(/<(style|script|title)[\s\S]*?(?:<\/\1>|$)/gi, ' ')
			.replace(/<[^<>]*>/g, ' ')
			.replace(/^\s*Error:/i, ''),
	);
}

function truncate(value: unknown): string {
	if (typeof value !== 'string' && typeof value !== 'number') return '';
	const text = String(value).replace(/\s+/g, ' ').trim();
	return text.length > MAX_SERVER_TEXT_LENGTH ? `${text.slice(0, MAX_SERVER_TEXT_LENGTH)} …` : text;
}

const TRACE_HEADERS = ['x-traceid', 'x-tyk-trace-id', 'x-b3-traceid']; // jamf-behavior 1.5

function traceHeader(failed: FailedResponse): string | undefined {
	return TRACE_HEADERS.map((name) => headerText(failed, name)).find((value) => value !== undefined);
}

function headerText({ headers, redact }: FailedResponse, name: string): string | undefined {
	const text = [headers[name]].flat()[0] ?? '';
	return text === '' ? undefined : truncate(redact(text));
}
