import type { INode, INodeParameters } from 'n8n-workflow';
import type { BareEngine, WorkflowJson } from '../../harness/bareEngine';
import { JAMF_PRO } from '../../harness/engine';

export interface Parts {
	resource?: string;
	get?: INodeParameters;
	commit?: INodeParameters;
	/** JavaScript of the node between Get Changes and Commit Changes. */
	work?: string;
	workNode?: Partial<INode>;
	/** The output of that node that the commit is connected to. */
	commitAt?: number;
}

const PASS_ON = 'return $input.all();';
export const FAIL = 'throw new Error("The target is down");';

/** Get Changes, a node that works on the changes, and Commit Changes. */
export function buildFeedWorkflow(
	engine: BareEngine,
	{ resource = 'computer', get, commit, work = PASS_ON, workNode, commitAt = 0 }: Parts = {},
): WorkflowJson {
	const jamf = (name: string, operation: string, parameters: INodeParameters = {}): INode => ({
		...engine.node(JAMF_PRO, { resource, operation, ...parameters }),
		id: name,
		name,
	});
	const other = (name: string, type: string, parameters: INodeParameters = {}): INode => ({
		id: name,
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters,
	});
	const to = (node: string) => [{ node, type: 'main' as const, index: 0 }];
	return {
		nodes: [
			other('Start', 'n8n-nodes-base.manualTrigger'),
			jamf('Get', 'getChanges', get),
			{ ...other('Work', 'n8n-nodes-base.code', { jsCode: work }), ...workNode },
			jamf('Commit', 'commitChanges', commit),
		],
		connections: {
			Start: { main: [to('Get')] },
			Get: { main: [to('Work')] },
			Work: { main: commitAt === 0 ? [to('Commit')] : [[], to('Commit')] },
		},
	};
}
