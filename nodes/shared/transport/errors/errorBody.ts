import type { JamfErrorDetail } from './errors';

/** The body of an error response: its text without markup, and the entries of a Jamf Pro error. */
export interface ErrorBody {
	isHtml: boolean;
	text: string;
	details: JamfErrorDetail[];
	traceId?: string | undefined;
}

const MAX_SERVER_TEXT_LENGTH = 300;

/**
 * Reads the server's message from an error response of any format.
 *
 * @param redact removes secrets; applied after decoding and before truncating, which could split a secret
 */
export function parseErrorBody(text: string, redact: (text: string) => string): ErrorBody {
	try {
		return fromJson(JSON.parse(text, (_, value: unknown) => (typeof value === 'string' ? redact(value) : value)));
	} catch {
		return { isHtml: isHtml(text), text: fromHtml(redact(text)), details: [] };
	}
}

/** Whether a text is an HTML page rather than plain text or JSON. */
export function isHtml(text: string): boolean {
	return /<(html|!doctype|p|body)\b/i.test(text);
}

function fromJson(value: unknown): ErrorBody {
	const body = (value ?? {}) as Record<string, unknown>;
	const details = (Array.isArray(body.errors) ? (body.errors as unknown[]) : []).map(toDetail);
	const text = details.map(formatDetail).filter(Boolean).join('; ');
	return {
		isHtml: false,
		details,
		text: truncate(text || (typeof value === 'string' ? value : gatewayMessage(body))),
		...(typeof body.traceId === 'string' && { traceId: truncate(body.traceId) }),
	};
}

/** Some descriptions are only a value, such as a serial number, so the code always has to be shown with it. */
function formatDetail({ code, field, description }: JamfErrorDetail): string {
	const isValue = /^\S+$/.test(description);
	const about = [field, description].filter(Boolean).join(isValue ? ' ' : ': ');
	return [code, about].filter(Boolean).join(': ');
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

/** Text on one line and of a readable length. */
export function truncate(value: unknown): string {
	if (typeof value !== 'string' && typeof value !== 'number') return '';
	const text = String(value).replace(/\s+/g, ' ').trim();
	return text.length > MAX_SERVER_TEXT_LENGTH ? `${text.slice(0, MAX_SERVER_TEXT_LENGTH)} …` : text;
}
