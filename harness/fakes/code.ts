import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { createFakeNode } from './fakeNode';

/** Code: JavaScript, once for all items, with n8n's `$input` and `$('node')`; not in a task runner. */
export const code = createFakeNode('code', ['jsCode'], async function (this: IExecuteFunctions) {
	const text = this.getNodeParameter('jsCode', 0) as string;
	const { $input, $ } = this.getWorkflowDataProxy(0) as Record<string, unknown>;
	const run = new Function('$input', '$', text) as (...proxies: unknown[]) => INodeExecutionData[];
	return [run($input, $)];
});
