import assert from 'node:assert/strict';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { type Example, readExample, findTrigger } from '../../exampleFiles';
import { readError, execute, type Execution, readOutput } from '../../execution';
import { CREDENTIAL_TYPE, type SavedCredential } from '../../rest';
import type { CheckContext } from '../../checkContext';

/** Checks the outcome of an example in a real n8n. */
export type Trial = (suite: CheckContext, name: string) => Promise<void>;

/** The example with the credential of the suite, new credentials of other services, and texts filled in. */
export async function fillIn(
	{ rest, credential }: CheckContext,
	name: string,
	others: Record<string, ICredentialDataDecryptedObject> = {},
	filledIn?: Record<string, string>,
): Promise<Example> {
	const credentials: Record<string, SavedCredential> = { [CREDENTIAL_TYPE]: credential };
	for (const [type, data] of Object.entries(others))
		credentials[type] = await rest.createCredential(`${name} ${type}`, data, type);
	return await readExample(name, credentials, filledIn);
}

/** Runs an example and expects success. All nodes must have run except the skipped ones. */
export async function runExample(
	{ rest }: CheckContext,
	example: Example,
	{ skipped = [] }: { skipped?: string[] } = {},
): Promise<Execution> {
	const execution = await execute(rest, await rest.createWorkflow(example), findTrigger(example));
	assert.equal(execution.status, 'success', readError(execution)?.message);
	const idle = example.nodes.filter(({ name, type }) => {
		return !type.endsWith('stickyNote') && !(name in execution.data.resultData.runData);
	});
	assert.deepEqual(
		idle.map(({ name }) => name),
		skipped,
		'nodes that did not run',
	);
	return execution;
}

export function rows(execution: Execution, node: string): IDataObject[] {
	return readOutput(execution, node).map(({ json }) => json);
}

/** The example without its message to Slack: the node Text outputs the text instead. */
export function pinSlack(example: Example): Example {
	const name = 'Send to Slack';
	return { ...withTextOf(example, name), pinData: { ...example.pinData, [name]: [{ json: { ok: true } }] } };
}

/** Adds a node in parallel to this one that outputs its text. */
function withTextOf(example: Example, name: string): Example {
	const node = example.nodes.find((each) => each.name === name);
	const assignment = { id: 'text', name: 'text', value: node?.parameters.text ?? '', type: 'string' };
	const connections = Object.entries(example.connections).map(([from, { main = [] }]) => {
		const outputs = main.map((links) =>
			links?.flatMap((link) => (link.node === name ? [link, { ...link, node: 'Text' }] : [link])),
		);
		return [from, { main: outputs }];
	});
	const text = {
		id: 'text',
		name: 'Text',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		position: [0, 200] as [number, number],
		parameters: { assignments: { assignments: [assignment] }, options: {} },
	};
	return {
		...example,
		nodes: [...example.nodes, text],
		connections: Object.fromEntries(connections) as Example['connections'],
	};
}
