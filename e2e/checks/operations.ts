import assert from 'node:assert/strict';
import type { INodeParameters, INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { type Form, formsOf } from '../descriptions';
import { errorOf, execute } from '../execution';
import { isBeyondSimulator } from '../simulated';
import type { Suite } from '../suite';
import { jamf, saveChain, TRIGGER } from '../workflow';

const READS = /^(get|inspect|list|search)/;
/** What an operation says when the form is as empty as a new node. */
const ASKS_FOR_MORE =
	/(is|are) (empty|missing|required|not set)|Choose|Select|Give|Enter|Parameter .* is required|needs|workflow has issues/i;

/**
 * Every operation of every resource, with the values a new node has. One that reads and needs nothing more must succeed; every
 * other one is executed as well, since a form that is not filled in must end in a sentence of ours, not in an exception.
 */
export async function checkOperations(suite: Suite): Promise<void> {
	for (const node of suite.nodes) {
		for (const form of formsOf(node)) {
			const name = `${node.displayName} ${form.resource} ${form.operation}`;
			if (isComplete(form)) await suite.check(`operation ${name} runs`, async () => await runs(suite, node, form));
			else await suite.check(`operation ${name} asks for what is missing`, async () => await asks(suite, node, form));
		}
	}
}

async function runs(suite: Suite, node: INodeTypeDescription, form: Form): Promise<void> {
	const before = suite.simulator.journal.length;
	const execution = await tryOut(suite, node, form);
	const { message } = errorOf(execution) ?? {};
	if (isBeyondSimulator(suite.simulator, before)) assert.match(String(message), /^Jamf does not know/);
	else assert.equal(execution.status, 'success', message);
}

async function asks(suite: Suite, node: INodeTypeDescription, form: Form): Promise<void> {
	const before = suite.simulator.journal.length;
	assert.match(await refusal(suite, node, form), ASKS_FOR_MORE);
	const sent = suite.simulator.journal.slice(before).filter(({ path }) => !path.includes('/oauth/'));
	const written = sent.filter(({ method }) => method !== 'GET');
	assert.deepEqual(written, [], 'something was written');
}

/** What the user reads. n8n 1 does not even start a workflow in which a required field is empty. */
async function refusal(suite: Suite, node: INodeTypeDescription, form: Form): Promise<string> {
	try {
		const execution = await tryOut(suite, node, form);
		const error: { message?: string; description?: string | null } = errorOf(execution) ?? {};
		assert.equal(execution.status, 'error');
		return `${error.message} ${error.description}`;
	} catch (error) {
		if (suite.rest.isVersion1 && /The workflow has issues/.test(String(error))) return String(error);
		throw error;
	}
}

async function tryOut({ rest, credential }: Suite, node: INodeTypeDescription, form: Form) {
	const workflow = await saveChain(rest, `${node.displayName} ${form.resource} ${form.operation}`, [
		jamf(node.name, credential, { resource: form.resource, operation: form.operation, ...defaults(form) }),
	]);
	return await execute(rest, workflow, TRIGGER);
}

function defaults({ properties }: Form): INodeParameters {
	const own = properties.filter(({ type, name }) => type !== 'notice' && name !== 'operation');
	return Object.fromEntries(own.map(({ name, default: value }) => [name, value as INodeParameters[string]]));
}

function isComplete({ operation, properties }: Form): boolean {
	return READS.test(operation) && !properties.some((property) => property.required === true && isEmpty(property));
}

function isEmpty({ default: value }: INodeProperties): boolean {
	return value === '' || (typeof value === 'object' && value !== null && 'value' in value && value.value === '');
}
