import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { connectItems } from '../calls/connect';
import type { Operation, Resource } from '../description/operation';
import { toNodeError } from '../errors/nodeError';
import { describeNotFound } from '../errors/notFound';
import { addHint } from '../parameters/executionHints';
import { runConcurrently } from '../transport/concurrency/runConcurrently';
import { InputError } from '../transport/errors/errors';
import { type Api, runItem } from './runItem';
import { createsSecret, describeLostSecrets } from './secrets/newSecrets';

/**
 * Runs the selected operation for every input item. Items run concurrently. The output has the order of the input items and is paired with
 * them. After an error no further item is started, but running ones finish, so that the outcome of every write is known.
 */
export async function run(context: IExecuteFunctions, api: Api): Promise<INodeExecutionData[][]> {
	const connectItem = connectItems(context);
	const operation = findOperation(context, api.resources);
	const outputs: INodeExecutionData[][] = context.getInputData().map(() => []);
	let notFound = 0;
	const onNotFound = () => void notFound++;
	// An invalid credential fails every item that uses it.
	const { maxConnections } = await connectItem(0).catch(() => ({ maxConnections: 1 }));
	const runAll = async (isRehearsal: boolean) => {
		const failure = await runConcurrently(outputs.length, maxConnections, async (index) => {
			const items = await runItem(context, connectItem, api, { operation, isRehearsal, index, onNotFound });
			if (!isRehearsal) outputs[index] = items;
		});
		if (failure === undefined) return;
		const error = toNodeError(context.getNode(), failure.error, failure.index);
		throw createsSecret(operation) ? describeLostSecrets(error, outputs) : error;
	};
	if (createsSecret(operation) && outputs.length > 1 && !context.continueOnFail()) await runAll(true);
	await runAll(false);
	if (notFound > 0 && outputs.length > 1) addHint(context, describeNotFound(notFound, outputs.length));
	return [outputs.flat()];
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
