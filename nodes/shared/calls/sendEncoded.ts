import { JamfError, ResponseError } from '../transport/errors/errors';
import type { EncodedBody } from './dialect';

/** What follows a request, in previews. */
const THEN_COMPLETE =
	'This request removes entries that Jamf only stores in an empty list. A second one then writes the complete values.';
const THEN_UPDATE =
	'A second request then updates the new object with the same body, because Jamf only stores all of it then.';

/** Sends a body, after the one that must precede it, if any. If the server rejects it, sends its fallback. */
export async function sendEncoded<T>(
	content: EncodedBody | undefined,
	send: (content?: Pick<EncodedBody, 'body' | 'command' | 'headers'> & { followUp?: string }) => Promise<T>,
): Promise<T> {
	if (content === undefined) return await send();
	const { before, after, fallback, headers, body, command } = content;
	const own = { headers, body, ...(command !== undefined && { command }) };
	if (before !== undefined) await send({ ...own, body: before.body, followUp: THEN_COMPLETE });
	const sending = send(after === undefined ? own : { ...own, followUp: THEN_UPDATE }).catch(async (error: unknown) => {
		if (fallback === undefined || !(error instanceof ResponseError) || error.status !== 409) throw error;
		const result = await send({ ...own, body: fallback.body });
		fallback.used();
		return result;
	});
	return await sending.catch((error: unknown) => {
		throw before !== undefined && error instanceof JamfError ? error.withOutcome(before.outcome) : error;
	});
}
