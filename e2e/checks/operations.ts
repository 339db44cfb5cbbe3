import assert from 'node:assert/strict';
import { type INode, type INodeParameters, type INodeTypeDescription, NodeHelpers } from 'n8n-workflow';
import { type Form, formsOf } from '../descriptions';
import { errorOf, execute, outputOf } from '../execution';
import { isBeyondSimulator } from '../simulated';
import type { Suite } from '../suite';
import { jamf, saveFan, type Step, TRIGGER } from '../workflow';

const READS = /^(get|inspect|list|search)/;
/** What an operation says when the form is as empty as a new node. */
const ASKS_FOR_MORE =
	/(is|are) (empty|missing|required|not set)|Choose|Select|Give|Enter|Add|Parameter .* is required|needs/i;

/**
 * Every operation of every resource, with the values a new node has. One that reads and needs nothing more must succeed; every
 * other one is started as well, since a form that is not filled in must end in a sentence of ours or n8n's, not in an exception.
 */
export async function checkOperations(suite: Suite): Promise<void> {
	for (const node of suite.nodes) {
		for (const [resource, forms] of byResource(formsOf(node))) {
			const steps = forms.map((form) => stepFor(suite, node, form));
			const incomplete = steps.filter((step) => hasIssues(node, step));
			const complete = steps.filter((step) => !incomplete.includes(step));
			const name = `${node.displayName} ${resource}`;
			if (complete.length > 0) {
				await suite.check(`${name} runs: ${namesOf(complete)}`, async () => await run(suite, name, complete));
			}
			if (incomplete.length > 0) {
				await suite.check(
					`${name} asks for what is missing: ${namesOf(incomplete)}`,
					async () => await refuse(suite, name, incomplete),
				);
			}
		}
	}
}

/** One workflow for a resource: each of its operations is a node of its own, and an error ends that node only. */
async function run({ rest, simulator }: Suite, name: string, steps: Step[]): Promise<void> {
	const before = simulator.journal.length;
	const execution = await execute(rest, await saveFan(rest, name, steps), TRIGGER);
	assert.equal(execution.status, 'success', errorOf(execution)?.message);
	const beyond = isBeyondSimulator(simulator, before);
	for (const { name: operation } of steps) {
		const { error, message } = outputOf(execution, operation)[0]?.json ?? {};
		if (error === undefined) continue;
		const told = `${operation}: ${String(error)} ${String(message)}`;
		if (READS.test(operation)) assert.ok(beyond && String(error).startsWith('Jamf does not know'), told);
		else assert.match(told, ASKS_FOR_MORE);
	}
}

/** n8n does not start a workflow with an empty required field, and says which; n8n 1 only says that there is one. */
async function refuse({ rest, simulator }: Suite, name: string, steps: Step[]): Promise<void> {
	const before = simulator.journal.length;
	const workflow = await saveFan(rest, name, steps);
	const refusal = await execute(rest, workflow, TRIGGER).then(
		(execution) => String(errorOf(execution)?.message),
		(error: unknown) => String(error),
	);
	assert.match(refusal, /issues/);
	if (!rest.isVersion1) for (const step of steps) assert.ok(refusal.includes(step.name), `${step.name}: ${refusal}`);
	assert.deepEqual(simulator.journal.slice(before), [], 'something was sent');
}

function stepFor({ credential }: Suite, node: INodeTypeDescription, form: Form): Step {
	return jamf(
		node.name,
		credential,
		{ resource: form.resource, operation: form.operation, ...defaults(form) },
		{ name: form.operation, onError: 'continueRegularOutput' },
	);
}

function hasIssues(description: INodeTypeDescription, step: Step): boolean {
	const node: INode = { id: 'node', typeVersion: 1, position: [0, 0], ...step };
	return NodeHelpers.getNodeParametersIssues(description.properties, node, description) !== null;
}

function defaults({ properties }: Form): INodeParameters {
	const own = properties.filter(({ type, name }) => type !== 'notice' && name !== 'operation');
	return Object.fromEntries(own.map(({ name, default: value }) => [name, value as INodeParameters[string]]));
}

function byResource(forms: Form[]): Map<string, Form[]> {
	const grouped = new Map<string, Form[]>();
	for (const form of forms) grouped.set(form.resource, [...(grouped.get(form.resource) ?? []), form]);
	return grouped;
}

function namesOf(steps: Step[]): string {
	return steps.map(({ name }) => name).join(', ');
}
