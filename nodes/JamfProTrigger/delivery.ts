import { isObject } from '../shared/parameters/propertyPath';
import { type EventRow, findEvent } from './events';
import type { Payload } from './simplify';

/** Below n8n's own limit, which is 16 MB by default. */
export const MAX_BODY_BYTES = 8 * 1024 * 1024;

/** The body of a request with a valid secret. */
export interface Delivery {
	contentType: string;
	/** In bytes. */
	size: number;
	/** As parsed by n8n. */
	body: unknown;
}

/** What to do with a request. `status`: the status code of the response. */
type Verdict =
	| { result: 'accepted'; event: EventRow; payload: Payload }
	| { result: 'ignored'; status: 200; reason: string }
	| { result: 'refused'; status: number; reason: string };

/** Checks whether a delivery is one of the selected events, in the documented format (jamf-behavior 6.3). */
export function checkDelivery({ contentType, size, body }: Delivery, events: readonly string[]): Verdict {
	if (size > MAX_BODY_BYTES)
		return refuse(413, `the body has ${size} bytes, and at most ${MAX_BODY_BYTES} are accepted`);
	if (!/^application\/(?:[\w.-]+\+)?json(?:$|[\s;])/i.test(contentType.trim())) {
		return refuse(415, 'the body is not JSON. Set the content type of the webhook to JSON');
	}
	if (!isObject(body) || !isObject(body.webhook)) return refuse(400, 'the body is not a Jamf Pro event');
	const { webhook, event = {} } = body;
	const row = findEvent(webhook.webhookEvent);
	if (row === undefined || !isObject(event ?? {})) return refuse(400, 'the body is not a Jamf Pro event');
	if (!events.includes(row.value)) {
		return { result: 'ignored', status: 200, reason: `the event ${row.value} is not selected` };
	}
	return { result: 'accepted', event: row, payload: { webhook, event: (event ?? {}) as Record<string, unknown> } };
}

function refuse(status: number, reason: string): Verdict {
	return { result: 'refused', status, reason };
}
