import { setTimeout as wait } from 'node:timers/promises';
import type { OperationRow, ResourceRow } from '../catalogue/types';
import type { Dialect } from './dialect';
import type { JamfClient } from '../transport/client';
import { JamfError, ResponseError } from '../transport/errors/errors';
import { readObject } from './callOperation';

/** A new record can take a moment to be visible on another member of the cluster (jamf-behavior 2.2). */
const RETRIES_MS = [250, 1_000, 3_000];

/** The whole record behind the answer to a create; the answer itself when it names no ID. */
export async function readAfterCreate(
	jamf: JamfClient,
	dialect: Dialect,
	resource: ResourceRow,
	row: OperationRow,
	answer: unknown,
): Promise<unknown> {
	const { id } = (answer ?? {}) as { id?: string | number };
	if (id === undefined) return answer;
	const read = async () =>
		await readObject(jamf, dialect, resource, row, [String(id)]).catch((error: unknown) => {
			throw error instanceof JamfError
				? error.withOutcome(`Jamf carried out the change (ID ${id}): do not repeat it.`)
				: error;
		});
	for (const delay of RETRIES_MS) {
		const record = await read().catch((error: unknown) => {
			if (error instanceof ResponseError && error.status === 404) return undefined;
			throw error;
		});
		if (record !== undefined) return record;
		await wait(delay);
	}
	return await read();
}
