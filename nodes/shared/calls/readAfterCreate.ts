import type { OperationRow, ResourceRow } from '../catalogue/types';
import type { Dialect } from './dialect';
import type { JamfClient } from '../transport/client';
import { CancelledError, JamfError, ResponseError } from '../transport/errors/errors';
import { pause } from '../transport/http/deadline';
import { readObject } from './callOperation';

/** A new record is not immediately visible on every node of the cluster (jamf-behavior 2.2). */
const RETRIES_MS = [250, 1_000, 3_000];

/** Reads a new record by the ID in the response of its creation. Without an ID, returns the response itself. */
export async function readAfterCreate(
	jamf: JamfClient,
	dialect: Dialect,
	resource: ResourceRow,
	row: OperationRow,
	created: unknown,
): Promise<unknown> {
	const { id } = (created ?? {}) as { id?: string | number };
	if (id === undefined) return created;
	const done = `Jamf carried out the change (ID ${id}): do not repeat it.`;
	const read = async () =>
		await readObject(jamf, dialect, resource, row, [String(id)]).catch((error: unknown) => {
			throw error instanceof JamfError ? error.withOutcome(done) : error;
		});
	for (const delay of RETRIES_MS) {
		const record = await read().catch((error: unknown) => {
			if (error instanceof ResponseError && error.status === 404) return undefined;
			throw error;
		});
		if (record !== undefined) return record;
		if (!(await pause(delay, jamf.session.signal))) throw new CancelledError().withOutcome(done);
	}
	return await read();
}
