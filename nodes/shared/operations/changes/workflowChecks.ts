import type { IExecuteFunctions, INode, INodeExecutionData, IRunExecutionData, Workflow } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { InputError } from '../../transport/errors/errors';

/** n8n's contexts have these properties, but their types do not. */
interface Internals {
	workflow?: Workflow;
	runExecutionData?: IRunExecutionData;
}

/**
 * n8n stores the memory of triggers and feeds together and saves it as a whole, so a trigger that remembers something overwrites feeds.
 *
 * @throws InputError when the workflow has such a trigger
 */
export function assertNoOtherMemory(context: IExecuteFunctions): void {
	const { workflow } = context as Internals;
	const nodes = Object.values(workflow?.nodes ?? {}).filter(({ disabled }) => disabled !== true);
	const schedule = nodes.find(remembersSchedule);
	if (schedule !== undefined) {
		throw new InputError(
			`"${schedule.name}" has a trigger interval for which n8n saves the time of the last run, which would overwrite the feed.`,
			'Use a Custom (Cron) rule instead, such as 0 */6 * * * for every six hours, or a rule for every hour, day, week or month.',
		);
	}
	const polling = nodes.find(
		({ type, typeVersion }) => workflow?.nodeTypes.getByNameAndVersion(type, typeVersion)?.poll !== undefined,
	);
	if (polling === undefined) return;
	throw new InputError(
		`The workflow also has the polling trigger "${polling.name}", so n8n would overwrite the feed.`,
		'n8n stores what a polling trigger remembers and the feed together, and each would undo the changes of the other. Start this workflow with another trigger, such as Schedule Trigger, or use Jamf Pro Inventory Trigger, which needs no feed.',
	);
}

/** Rules of the Schedule Trigger that a cron expression alone cannot describe. */
function remembersSchedule({ type, parameters }: INode): boolean {
	const { interval = [] } = (parameters.rule ?? {}) as { interval?: Array<Record<string, unknown>> };
	if (!type.endsWith('.scheduleTrigger')) return false;
	return interval.some(({ field, ...rule }) => {
		const every = Number(rule[`${String(field)}Interval`] ?? 1);
		if (field === 'minutes') return 60 % every !== 0;
		return ['hours', 'days', 'weeks', 'months'].includes(String(field)) && every !== 1;
	});
}

/**
 * Checks that a commit is only reached when every change was processed.
 *
 * @throws InputError when it is behind an error output, in a loop, or behind a node that continued after an error
 */
export function assertAllProcessed(context: IExecuteFunctions): void {
	const { workflow, runExecutionData } = context as Internals;
	if (workflow === undefined) return;
	const own = context.getNode().name;
	for (const node of listNodesBefore(workflow, own)) {
		const runs = runExecutionData?.resultData.runData[node.name] ?? [];
		const items = runs.flatMap(({ data }) => (data?.main ?? []).flatMap((output) => output ?? []));
		const failed = items.filter(isFailed).length;
		if (!continuesAfterErrors(node) || (failed === 0 && !runs.some(({ error }) => error !== undefined))) continue;
		throw new InputError(
			`"${node.name}" failed${failed === 0 ? '' : ` for ${failed} of ${items.length} items`}, so the feed was not moved.`,
			'The next execution gets the same changes again. Fix the error in the node, or remove its On Error setting so that the workflow stops there.',
		);
	}
}

/** The nodes between Get Changes, or the trigger, and the commit. */
function listNodesBefore(workflow: Workflow, own: string): INode[] {
	const found = new Map<string, INode>();
	const open = [own];
	for (let name = open.pop(); name !== undefined; name = open.pop()) {
		const sources = (workflow.connectionsByDestinationNode[name]?.main ?? []).flatMap((each) => each ?? []);
		for (const { node: source, index } of sources) {
			const node = workflow.getNode(source);
			if (node === null) continue;
			if (source === own) throw rejectLoop();
			if (index === findErrorOutput(workflow, node)) throw rejectErrorOutput(source);
			if (found.has(source) || isStart(workflow, node, own)) continue;
			found.set(source, node);
			open.push(source);
		}
	}
	return [...found.values()];
}

function isStart(workflow: Workflow, { type, parameters }: INode, own: string): boolean {
	return type === workflow.getNode(own)?.type && parameters.operation === 'getChanges';
}

function findErrorOutput(workflow: Workflow, node: INode): number | undefined {
	if (node.onError !== 'continueErrorOutput') return undefined;
	const { description } = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	const outputs = NodeHelpers.getNodeOutputs(workflow, node, description);
	const main = outputs.filter((output) => (typeof output === 'string' ? output : output.type) === 'main');
	return main.length - 1;
}

function continuesAfterErrors({ continueOnFail, onError }: INode): boolean {
	return continueOnFail === true || (onError !== undefined && onError !== 'stopWorkflow');
}

/** As n8n recognizes the item of an error. */
function isFailed({ error, json }: INodeExecutionData): boolean {
	const isOnlyError = Object.keys(json).every((key) => ['error', 'message', 'details'].includes(key));
	return error !== undefined || (Boolean(json.error) && isOnlyError);
}

function rejectLoop(): InputError {
	return new InputError(
		'Commit Changes is inside a loop, so it would run before all changes are processed.',
		'Connect it to the output of the loop that runs at the end, such as Done of Loop Over Items.',
	);
}

function rejectErrorOutput(node: string): InputError {
	return new InputError(
		`Commit Changes is behind the error output of "${node}", so it would discard changes that were not processed.`,
		'Connect it only to the nodes that run when everything succeeded. Without a commit, the next execution gets the same changes again.',
	);
}
