import { isObject } from '../../parameters/propertyPath';
import { InputError } from '../../transport/errors/errors';

/** A node as stored in a workflow. */
export interface StoredNode {
	name: string;
	type: string;
	parameters: Record<string, unknown>;
}

export interface StoredWorkflow {
	name: string;
	nodes: StoredNode[];
}

/** Keys under which n8n's API and its own node return workflows. */
const WRAPPERS = ['json', 'data', 'workflows', 'workflow', 'workflowData', 'activeVersion'];

/**
 * Reads workflows as exported from n8n, copied from its editor, or returned by its API or its own node: one, or a list.
 *
 * @throws InputError when there is none
 */
export function readWorkflows(value: unknown): StoredWorkflow[] {
	const parsed = typeof value === 'string' ? parse(value) : value;
	if (parsed === undefined && value !== undefined) {
		throw new InputError(
			'The workflow is not valid JSON.',
			'Download it in n8n, or select all nodes, copy them and paste the text.',
		);
	}
	const found = findWorkflows(parsed);
	if (found.length > 0) return found;
	throw new InputError(
		'There is no workflow in Workflows.',
		'Enter the JSON of a workflow, as downloaded from n8n or returned by the n8n node. It has a list named "nodes".',
	);
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

function findWorkflows(value: unknown): StoredWorkflow[] {
	if (Array.isArray(value)) return value.flatMap(findWorkflows);
	if (!isObject(value)) return [];
	if (Array.isArray(value.nodes)) return [{ name: String(value.name ?? ''), nodes: value.nodes.flatMap(readNode) }];
	return WRAPPERS.flatMap((name) => findWorkflows(value[name]));
}

/** Disabled nodes send nothing. */
function readNode(node: unknown): StoredNode[] {
	if (!isObject(node) || typeof node.type !== 'string' || node.disabled === true) return [];
	const { name, type, parameters } = node;
	return [{ name: String(name ?? type), type, parameters: isObject(parameters) ? parameters : {} }];
}
