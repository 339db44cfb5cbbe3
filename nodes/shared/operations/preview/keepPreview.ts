import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/**
 * Keeps the preview of a tool, and the input that it was called with, in the context of the node. n8n does not give the output of tools to
 * expressions, but a message to the person who approves a tool can show `$('Preview Tool').context.preview`.
 */
export function keepPreview(context: IExecuteFunctions, index: number, [first]: readonly INodeExecutionData[]): void {
	// The contexts of older agents have none.
	if (typeof context.getContext !== 'function' || first === undefined) return;
	Object.assign(context.getContext('node'), { preview: first.json, input: context.getInputData()[index]?.json ?? {} });
}
