import { JamfError, ResponseError } from '../transport/errors/errors';
import type { EncodedBody } from './dialect';

/** Sends a body, after the one that must precede it, if any. If the server rejects it, sends its fallback. */
export async function sendEncoded<T>(
	content: EncodedBody | undefined,
	send: (content?: Pick<EncodedBody, 'body' | 'command' | 'headers'>) => Promise<T>,
): Promise<T> {
	if (content === undefined) return await send();
	const { before, fallback, headers, body, command } = content;
	const own = { headers, body, ...(command !== undefined && { command }) };
	if (before !== undefined) await send({ ...own, body: before.body });
	const sending = send(own).catch(async (error: unknown) => {
		if (fallback === undefined || !(error instanceof ResponseError) || error.status !== 409) throw error;
		const result = await send({ ...own, body: fallback.body });
		fallback.used();
		return result;
	});
	return await sending.catch((error: unknown) => {
		throw before !== undefined && error instanceof JamfError ? error.withOutcome(before.outcome) : error;
	});
}
