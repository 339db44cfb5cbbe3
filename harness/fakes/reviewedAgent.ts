import type { EngineRequest, EngineResponse, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { createFakeNode } from './fakeNode';

/** What a test has the model do, and whether the person approves. */
export interface Script {
	calls: Array<{ tool: string; input: IDataObject }>;
	approve?: boolean;
}

interface Tool {
	name: string;
	metadata?: { sourceNodeName?: string; gatedToolNodeName?: string };
}

/** Passed on by n8n from one request to the next. */
interface Progress {
	done: Array<{ tool: string; output: unknown }>;
}

interface Hitl {
	gatedToolNodeName: string;
	toolName: string;
	originalInput: IDataObject;
}

const { AiTool } = NodeConnectionTypes;

/**
 * AI Agent 3 with a script as its model. As in n8n, the engine runs the tools; a tool behind a human review node is run only after that
 * node has returned an approval.
 */
export async function runReviewedAgent(
	context: IExecuteFunctions,
	{ calls }: Script,
	response: EngineResponse<Progress> | undefined,
): Promise<INodeExecutionData[][] | EngineRequest<Progress>> {
	const done = [...(response?.metadata.done ?? [])];
	const [answered] = response?.actionResponses ?? [];
	const { hitl, toolName = '' } = (answered?.action.metadata ?? {}) as unknown as { hitl?: Hitl; toolName?: string };
	const result = answered?.data.data?.[AiTool]?.[0]?.map(({ json }) => json) ?? [];
	if (hitl !== undefined && (result[0]?.data as IDataObject | undefined)?.approved === true) {
		const input = { tool: hitl.toolName, ...hitl.originalInput };
		return request(hitl.gatedToolNodeName, input, { toolName, parentNodeName: answered?.action.nodeName }, done);
	}
	if (answered !== undefined) done.push({ tool: toolName, output: hitl === undefined ? result : 'rejected' });
	const call = calls[done.length];
	if (call === undefined) return [[{ json: { done } as unknown as IDataObject }]];
	const tool = (await listTools(context)).find(({ name }) => name === call.tool);
	const { sourceNodeName = '', gatedToolNodeName } = tool?.metadata ?? {};
	if (tool === undefined) throw new Error(`There is no tool ${call.tool}`);
	if (gatedToolNodeName === undefined) return request(sourceNodeName, call.input, { toolName: call.tool }, done);
	const gated: Hitl = { gatedToolNodeName, toolName: call.tool, originalInput: call.input };
	const input = { tool: call.tool, toolParameters: call.input };
	return request(sourceNodeName, input, { toolName: call.tool, hitl: gated }, done);
}

async function listTools(context: IExecuteFunctions): Promise<Tool[]> {
	const connected = (await context.getInputConnectionData(AiTool, 0)) as Array<Tool | { tools: Tool[] }>;
	return connected.flatMap((each) => ('tools' in each ? each.tools : [each]));
}

function request(nodeName: string, input: object, metadata: object, done: Progress['done']): EngineRequest<Progress> {
	return {
		actions: [
			{
				actionType: 'ExecutionNodeAction',
				nodeName,
				input: input as IDataObject,
				type: AiTool,
				id: `call_${done.length + 1}`,
				metadata: { itemIndex: 0, ...metadata } as never,
			},
		],
		metadata: { done },
	};
}

/** Send Email as a human review node, with a person who decides at once. Its output has the message. */
export const emailReview = createFakeNode(
	'emailSendHitlTool',
	['message', 'fromEmail', 'toEmail', 'subject', 'approvalOptions', 'options'],
	function (this: IExecuteFunctions) {
		const { chatInput } = this.getInputData()[0]?.json ?? {};
		const { approve = false } = JSON.parse(String(chatInput)) as Script;
		const message = this.getNodeParameter('message', 0) as string;
		return Promise.resolve([[{ json: { data: { approved: approve }, message } }]]);
	},
	{ inputs: [AiTool], outputs: [AiTool] },
);
