import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Dialect } from '../../calls/dialect';
import { isWriteRequest } from '../../catalogue/effects';
import type { Operation } from '../../description/operation';
import type { ItemParameters } from '../../parameters/itemParameters';
import type { JamfClient } from '../../transport/client';
import { guardClient } from '../../transport/guardClient';
import type { JamfRequest } from '../../transport/session';
import { describeWrite } from './describeWrite';

/** Ends an operation at its first write. Not a `JamfError`, so that no operation explains or retries it. */
class PreviewedWrite extends Error {}

/**
 * Runs an operation without writing: reads and checks pass, and the first write becomes the output item. No lock is held while the item is
 * made.
 */
export async function previewOperation(
	jamf: JamfClient,
	dialect: Dialect,
	operation: Operation,
	item: ItemParameters,
): Promise<INodeExecutionData[]> {
	const writes: JamfRequest[] = [];
	const previewing = guardClient(jamf, (request) => {
		if (!isWriteRequest(dialect.catalogue, request)) return;
		writes.push(request);
		throw new PreviewedWrite('Nothing was written, because Preview Only is on.');
	});
	const items = await operation.run(previewing, item).catch((error: unknown) => {
		if (writes.length === 0) throw error;
		return [];
	});
	const [write] = writes;
	if (write === undefined) return items.map(({ json }) => ({ json: describeNoWrite(json) }));
	const notes = [
		...(writes.length > 1 || write.followUp !== undefined ? [write.followUp ?? 'Further requests follow.'] : []),
		...(item.needsConfirmation ? ['Confirm must be turned on before it can be sent.'] : []),
	];
	return [{ json: await describeWrite(previewing, dialect, write, notes) }];
}

function describeNoWrite(result: IDataObject): IDataObject {
	return { preview: true, changes: [], note: 'Nothing would be written.', result };
}
