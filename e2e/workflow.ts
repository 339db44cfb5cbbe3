import type { IConnections, IDataObject, INode, INodeParameters } from 'n8n-workflow';
import type { Rest, SavedCredential, SavedWorkflow } from './rest';
import { CREDENTIAL_TYPE } from './rest';

export type Step = Pick<INode, 'name' | 'type' | 'parameters'> & Partial<INode>;

export const TRIGGER = 'Start';

const trigger: Step = { name: TRIGGER, type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };

const file: Step = {
	name: 'File',
	type: 'n8n-nodes-base.convertToFile',
	typeVersion: 1.1,
	parameters: { operation: 'toJson', options: { fileName: 'e2e.json' } },
};

/** Saves a workflow with a chain of these nodes, after a manual trigger or another start. */
export async function saveChain(rest: Rest, name: string, steps: Step[], start = trigger): Promise<SavedWorkflow> {
	const nodes = [start, ...steps].map((step, at) => place(step, at, [at * 220, 0]));
	const links = nodes.slice(1).map(({ name: to }, at): [string, string[]] => [nodes[at]?.name ?? '', [to]]);
	return await rest.createWorkflow({ name, nodes, connections: connect(links) });
}

/** Saves a workflow in which each of these nodes gets one item, with a file. */
export async function saveFan(rest: Rest, name: string, steps: Step[]): Promise<SavedWorkflow> {
	const nodes = [trigger, file, ...steps].map((step, at) => place(step, at, [Math.min(at, 2) * 220, at * 160]));
	const links: Array<[string, string[]]> = [
		[TRIGGER, [file.name]],
		[file.name, steps.map((step) => step.name)],
	];
	return await rest.createWorkflow({ name, nodes, connections: connect(links) });
}

function place(step: Step, at: number, position: INode['position']): INode {
	return { id: `node-${at}`, typeVersion: 1, position, ...step };
}

function connect(links: Array<[from: string, to: string[]]>): IConnections {
	return Object.fromEntries(
		links.map(([from, to]) => [from, { main: [to.map((node) => ({ node, type: 'main' as const, index: 0 }))] }]),
	);
}

/** A node of the package. */
export function createJamfNode(
	type: string,
	credential: SavedCredential,
	parameters: INodeParameters,
	more?: Partial<INode>,
): Step {
	return { name: 'Jamf', type, parameters, credentials: { [CREDENTIAL_TYPE]: credential }, ...more };
}

/** A Code node that outputs these items. */
export function createItemsNode(...rows: IDataObject[]): Step {
	const jsCode = `return ${JSON.stringify(rows.map((json) => ({ json })))};`;
	return { name: 'Items', type: 'n8n-nodes-base.code', typeVersion: 2, parameters: { jsCode } };
}
