import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { ConnectItem } from '../calls/connect';
import type { Dialect } from '../calls/dialect';
import type { Operation, Resource } from '../description/operation';
import { type Catalogues, explain } from '../errors/explain';
import { toNodeError } from '../errors/nodeError';
import { isNotFound } from '../errors/notFound';
import { ItemParameters } from '../parameters/itemParameters';
import { isToolRun, readRunMode } from '../parameters/runMode';
import { guardClient } from '../transport/guardClient';
import { keepPreview, previewOperation } from './preview/previewOperation';
import { createSecretHider, refuseMask } from './secrets/hideSecrets';
import { guardTool } from './tool/guardTool';

/** What a node runs. */
export interface Api {
	resources: readonly Resource[];
	dialect: Dialect;
	/** For errors, also of the other API. */
	catalogues: Catalogues;
}

/** One item of a run. */
interface Item {
	operation: Operation;
	/** Whether everything is checked, but nothing is written. */
	isRehearsal: boolean;
	index: number;
	onNotFound: () => void;
}

/** Runs an operation for one item. With Continue On Fail, an error becomes the output. */
export async function runItem(
	context: IExecuteFunctions,
	connectItem: ConnectItem,
	{ dialect, catalogues }: Api,
	{ operation, isRehearsal, index, onNotFound }: Item,
): Promise<INodeExecutionData[]> {
	const pairedItem = { item: index };
	try {
		const isTool = isToolRun(context);
		const mode = readRunMode(context, isTool, index, operation.reads);
		const item = new ItemParameters(context, index, { ...mode, isPreview: mode.isPreview || isRehearsal });
		const hide = createSecretHider(dialect, operation, item);
		const { client } = await connectItem(index);
		const direct = guardClient(client(item.timeout()), refuseMask);
		const target = operation.dialect?.() ?? dialect;
		const jamf = isTool ? guardTool(direct, target.catalogue, operation, item) : direct;
		if (mode.isPreview) item.hint('Preview Only is on: nothing was changed in Jamf.');
		const running = item.mode.isPreview ? previewOperation(jamf, target, operation, item) : operation.run(jamf, item);
		const items = await running.catch(async (error: unknown) => {
			throw await explain(jamf, { ...catalogues, [target.api]: target.catalogue }, error);
		});
		const shown = hide(items);
		if (isTool && mode.isPreview) keepPreview(context, index, shown);
		return shown.map((each) => ({ ...each, pairedItem }));
	} catch (error) {
		const nodeError = toNodeError(context.getNode(), error, index);
		if (!context.continueOnFail()) throw nodeError;
		if (isNotFound(error)) onNotFound();
		// n8n recognizes an error item by these two non-empty keys and routes it to the error output, if there is one.
		const { message, description } = nodeError;
		return [{ json: { error: message, ...(description && { message: description }) }, pairedItem }];
	}
}
