import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { toNodeError } from '../errors/nodeError';
import type { Dialect } from '../calls/dialect';
import { describeNotFound, isNotFound } from '../errors/notFound';
import { addHint } from '../parameters/executionHints';
import { ItemParameters } from '../parameters/itemParameters';
import { isToolRun, readRunMode } from '../parameters/runMode';
import { type Catalogues, explain } from '../errors/explain';
import { InputError } from '../transport/errors/errors';
import { guardClient } from '../transport/guardClient';
import { type ConnectItem, connectItems } from '../calls/connect';
import type { Operation, Resource } from '../description/operation';
import { keepPreview, previewOperation } from './preview/previewOperation';
import { hideSecrets, refuseMask } from './secrets/hideSecrets';
import { guardTool } from './tool/guardTool';

/** What a node runs. */
interface Api {
	resources: readonly Resource[];
	dialect: Dialect;
	/** For errors, also of the other API. */
	catalogues: Catalogues;
}

/**
 * Runs the selected operation for every input item. Items run concurrently. The output has the order of the input items and is paired with
 * them. After an error no further item is started, but running ones finish, so that the outcome of every write is known.
 */
export async function run(context: IExecuteFunctions, api: Api): Promise<INodeExecutionData[][]> {
	const connectItem = connectItems(context);
	const operation = findOperation(context, api.resources);
	const isTool = isToolRun(context);
	const outputs: INodeExecutionData[][] = context.getInputData().map(() => []);
	const failures: Array<[index: number, error: unknown]> = [];
	let notFound = 0;
	const onNotFound = () => void notFound++;
	let next = 0;
	const worker = async () => {
		while (next < outputs.length && failures.length === 0) {
			const index = next++;
			try {
				outputs[index] = await runItem(context, connectItem, api, { operation, isTool, index, onNotFound });
			} catch (error) {
				failures.push([index, error]);
			}
		}
	};
	// An invalid credential fails every item that uses it.
	const { maxConnections } = await connectItem(0).catch(() => ({ maxConnections: 1 }));
	await Promise.all(Array.from({ length: Math.min(maxConnections, outputs.length) }, worker));
	const first = failures.sort(([a], [b]) => a - b)[0];
	if (first !== undefined) throw toNodeError(context.getNode(), first[1], first[0]);
	if (notFound > 0 && outputs.length > 1) addHint(context, describeNotFound(notFound, outputs.length));
	return [outputs.flat()];
}

interface Item {
	operation: Operation;
	isTool: boolean;
	index: number;
	onNotFound: () => void;
}

async function runItem(
	context: IExecuteFunctions,
	connectItem: ConnectItem,
	{ dialect, catalogues }: Api,
	{ operation, isTool, index, onNotFound }: Item,
): Promise<INodeExecutionData[]> {
	const pairedItem = { item: index };
	try {
		const item = new ItemParameters(context, index, readRunMode(context, isTool, index, operation.reads));
		const { client } = await connectItem(index);
		const direct = guardClient(client(item.timeout()), refuseMask);
		const target = operation.dialect?.() ?? dialect;
		const jamf = isTool ? guardTool(direct, target.catalogue, operation, item) : direct;
		if (item.mode.isPreview) item.hint('Preview Only is on: nothing was changed in Jamf.');
		const running = item.mode.isPreview ? previewOperation(jamf, target, operation, item) : operation.run(jamf, item);
		const items = await running.catch(async (error: unknown) => {
			throw await explain(jamf, { ...catalogues, [target.api]: target.catalogue }, error);
		});
		const shown = hideSecrets(items, dialect, operation, item);
		if (isTool && item.mode.isPreview) keepPreview(context, index, shown);
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

function findOperation(context: IExecuteFunctions, resources: readonly Resource[]): Operation {
	const [resource, operation] = ['resource', 'operation'].map(
		(name) => context.getNodeParameter(name, 0, '') as string,
	);
	const found = resources.find(({ value }) => value === resource)?.operations.find(({ value }) => value === operation);
	if (found !== undefined) return found;
	const error = new InputError(
		`The node has no operation "${operation}" for the resource "${resource}".`,
		'Open the node, and select a resource and an operation.',
	);
	throw toNodeError(context.getNode(), error);
}
