import type { IExecuteFunctions } from 'n8n-workflow';

/** How an operation runs for one item. */
export interface RunMode {
	/** The node is a tool, whose parameters an AI model may have filled in. */
	isTool: boolean;
	/** Preview Only: nothing is written. */
	isPreview: boolean;
}

/** An ordinary run. */
export const DIRECT: RunMode = { isTool: false, isPreview: false };

/**
 * Whether n8n runs the node as a tool. Its type ends in `Tool` and its output is for an agent, whoever calls it. The execution mode and
 * `isToolExecution` depend on the version of the agent.
 */
export function isToolRun(context: IExecuteFunctions): boolean {
	if (context.getNode().type.endsWith('Tool')) return true;
	const outputs = context.getNodeOutputs().map((output) => (typeof output === 'string' ? output : output.type));
	return outputs.includes('ai_tool');
}

/**
 * The value of a parameter as saved in the workflow, or `undefined` if an expression sets it or a parameter that contains it. In a run as
 * a tool, every expression may contain arguments of the model.
 */
export function readFixed(context: IExecuteFunctions, name: string): unknown {
	let value: unknown = context.getNode().parameters;
	for (const part of name.split('.')) {
		if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
		value = (value as Record<string, unknown>)[part];
	}
	return typeof value === 'string' && value.startsWith('=') ? undefined : value;
}

/** Whether a parameter or a part of it is set by an expression. */
export function hasExpression(context: IExecuteFunctions, name: string): boolean {
	let value: unknown = context.getNode().parameters;
	for (const part of name.split('.')) {
		if (isExpression(value)) return true;
		value = (value as Record<string, unknown> | undefined)?.[part];
	}
	return containsExpression(value);
}

function isExpression(value: unknown): boolean {
	return typeof value === 'string' && value.startsWith('=');
}

function containsExpression(value: unknown): boolean {
	if (typeof value === 'object' && value !== null) return Object.values(value).some(containsExpression);
	return isExpression(value);
}

/**
 * How an operation runs for one item. In a tool, only Preview Only that is turned off by hand lets writes pass: an expression may contain
 * arguments of the model.
 */
export function readRunMode(context: IExecuteFunctions, isTool: boolean, index: number, reads = false): RunMode {
	if (reads) return { isTool, isPreview: false };
	const isOn = context.getNodeParameter('previewOnly', index, false) as unknown;
	const isOff = isOn === false || isOn === 'false' || isOn === undefined || isOn === null;
	return { isTool, isPreview: !isOff || (isTool && hasExpression(context, 'previewOnly')) };
}

/** How many rows a model can ask for, unless the limit is set by hand. */
const MAX_TOOL_LIMIT = 100;

/** The number of rows to return: in a tool at most 100, unless Return All and Limit are set by hand. */
export function limitRows(context: IExecuteFunctions, { isTool }: RunMode, limit: number): number {
	const isByModel = isTool && (hasExpression(context, 'returnAll') || hasExpression(context, 'limit'));
	return isByModel ? Math.min(limit, MAX_TOOL_LIMIT) : limit;
}
