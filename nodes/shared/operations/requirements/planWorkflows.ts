import type { Requirement } from '../../errors/requiredPrivileges';
import { planHttpRequest } from './httpRequest';
import type { PackageNode, Plan } from './planNode';
import type { StoredNode, StoredWorkflow } from './readWorkflows';

/** A node of this package in a workflow, or an operation without a workflow. */
export interface PlannedNode extends Plan {
	/** Name of the node. */
	node?: string;
	/** Name of the workflow, if there are several. */
	workflow?: string;
}

const SUB_WORKFLOW = /\.(executeWorkflow|toolWorkflow)$/;

/** What the nodes of these workflows do in Jamf Pro. Nodes without a request to Jamf are omitted. */
export function planWorkflows(
	workflows: readonly StoredWorkflow[],
	packageNodes: ReadonlyMap<string, PackageNode>,
): PlannedNode[] {
	return workflows.flatMap(({ name, nodes }) =>
		nodes.flatMap((node) => {
			const plan = planNode(node, packageNodes);
			const workflow = workflows.length > 1 && name !== '' ? { workflow: name } : {};
			return plan === undefined ? [] : [{ ...plan, node: node.name, ...workflow }];
		}),
	);
}

function planNode(node: StoredNode, packageNodes: ReadonlyMap<string, PackageNode>): Plan | undefined {
	// A tool has the type of its node with a suffix; a package in n8n's custom folder has another prefix.
	const [, prefix = '', name = ''] = /^(.*)\.(\w+?)(?:Tool)?$/.exec(node.type) ?? [];
	const packageNode = /^(CUSTOM|(@[^/]+\/)?n8n-nodes-jamf)$/.test(prefix) ? packageNodes.get(name) : undefined;
	if (packageNode !== undefined) return packageNode.plan(node.parameters);
	if (SUB_WORKFLOW.test(node.type)) return { operation: 'sub-workflow', requirements: [describeSubWorkflow(node)] };
	return planHttpRequest(node);
}

function describeSubWorkflow({ parameters }: StoredNode): Requirement {
	const { workflowId } = parameters;
	const named = (workflowId ?? {}) as { cachedResultName?: unknown };
	const name = typeof named.cachedResultName === 'string' ? ` "${named.cachedResultName}"` : '';
	return { unknown: `It runs another workflow${name}. Add that workflow to include its privileges.` };
}
