import type { ItemParameters } from '../parameters/itemParameters';
import type { JamfClient } from '../transport/client';
import { endSentence } from '../transport/errors/errors';
import { isOutcomeUnknown } from '../transport/errors/connectionError';
import { callOperation, type OperationCall } from './callOperation';
import { settleWrite } from './settleWrite';

/**
 * Sends a write. If it fails but the server may have carried it out, `check` reads the object: the write succeeds, with a hint, unless it
 * returns `undefined`.
 *
 * @throws the error of the write otherwise
 */
export async function settle<T extends object>(
	item: ItemParameters,
	send: () => Promise<T>,
	check: () => Promise<T | undefined>,
): Promise<T> {
	return await send().catch(async (error: unknown) => {
		if (!isOutcomeUnknown(error)) throw error;
		const found = await check().catch(() => undefined);
		if (found === undefined) throw error;
		item.hint(describeSettled(error));
		return found;
	});
}

export function describeSettled({ message }: Error): string {
	return `${endSentence(message)} Reading again showed that Jamf carried out the change.`;
}

/**
 * Sends the write of a row with a body of a hand-written operation. The response must be what Jamf documents for the row, and the outcome
 * of a failed write is settled as for all rows.
 *
 * @returns the response, or the object that was read again; `undefined` if the response is empty
 */
export async function writeObject(
	jamf: JamfClient,
	call: OperationCall,
	body: object,
	item: ItemParameters,
): Promise<object | undefined> {
	const { dialect, resource, row } = call;
	const decoder = dialect.decoderFor(row, resource);
	const written = await callOperation(jamf, call, {
		decoder,
		body: async () => await dialect.encodeBody(body, row, resource),
	}).catch(async (error: unknown) => {
		if (!isOutcomeUnknown(error)) throw error;
		const { object } = await settleWrite(jamf, call, error, body);
		item.hint(describeSettled(error));
		return object;
	});
	return typeof written === 'object' && written !== null ? written : undefined;
}
