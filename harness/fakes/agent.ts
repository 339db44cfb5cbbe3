import type { EngineResponse, IDataObject, IExecuteFunctions, INodeType, NodeConnectionType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { createFakeNode } from './fakeNode';
import { runReviewedAgent, type Script } from './reviewedAgent';

/** What n8n-core passes to an agent for each connected tool node. */
interface Tool {
	name: string;
	description: string;
	invoke(input: IDataObject): Promise<string>;
}

const { AiLanguageModel, AiMemory, AiTool, Main } = NodeConnectionTypes;

/**
 * AI Agent with the test as its model: the chat message is the tool call that a model would have responded with. The tools are
 * n8n-core's own.
 */
export const agent = createFakeNode(
	'agent',
	[],
	async function (this: IExecuteFunctions, response?: EngineResponse) {
		const { chatInput } = this.getInputData()[0]?.json ?? {};
		if (this.getNode().typeVersion >= 3)
			return await runReviewedAgent(this, JSON.parse(String(chatInput)) as Script, response as never);
		const { tool: name, input } = JSON.parse(String(chatInput)) as { tool: string; input: IDataObject };
		const tools = (await this.getInputConnectionData(AiTool, 0)) as Tool[];
		const tool = tools.find((each) => each.name === name);
		if (tool === undefined) throw new Error(`There is no tool ${name}, only ${tools.map((each) => each.name).join()}`);
		const output = JSON.parse(await tool.invoke(input)) as IDataObject[];
		return [[{ json: { tools: tools.map((each) => each.name), description: tool.description, output } }]];
	},
	{ inputs: [Main, AiLanguageModel, AiMemory, AiTool] },
);

/** A sub-node of an agent that the fake agent does not use. */
export function createSubNode(name: string, output: NodeConnectionType): INodeType {
	return createFakeNode(name, [], undefined, { inputs: [], outputs: [output] });
}

/** The variant of a node that n8n's server adds for agents. */
export function createToolVariant({ description, execute }: INodeType): INodeType {
	const own = ['descriptionType', 'toolDescription'].map(
		(name) => ({ displayName: name, name, type: 'string', default: '' }) as const,
	);
	return {
		description: {
			...description,
			name: `${description.name}Tool`,
			inputs: [],
			outputs: [AiTool],
			properties: [...own, ...description.properties],
		},
		...(execute && { execute }),
	};
}
