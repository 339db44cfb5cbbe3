import type { IExecuteFunctions, IDataObject, INodeExecutionData } from 'n8n-workflow';
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

/**
 * Keeps the preview of a tool, and the input that it was called with, in the context of the node. n8n does not give the output of tools to
 * expressions, but a message to the person who approves a tool can show `$('Preview Tool').context.preview`.
 */
export function keepPreview(context: IExecuteFunctions, index: number, [first]: readonly INodeExecutionData[]): void {
	// The contexts of older agents have none.
	if (typeof context.getContext !== 'function' || first === undefined) return;
	Object.assign(context.getContext('node'), { preview: first.json, input: context.getInputData()[index]?.json ?? {} });
}
