import assert from 'node:assert/strict';
import type { INodeParameters, INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { type Form, formsOf } from '../descriptions';
import { errorOf, execute } from '../execution';
import type { Suite } from '../suite';
import { jamf, saveChain, TRIGGER } from '../workflow';

const READS = /^(get|inspect|list|search)/;
/** What an operation says when the form is as empty as a new node. */
const ASKS_FOR_MORE =
	/(is|are) (empty|missing|required|not set)|Choose|Select|Give|Enter|Parameter .* is required|needs/i;

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
	const execution = await tryOut(suite, node, form);
	assert.equal(execution.status, 'success', errorOf(execution)?.message);
}

async function asks(suite: Suite, node: INodeTypeDescription, form: Form): Promise<void> {
	const { simulator } = suite;
	const written = simulator.journal.filter(({ method, path }) => method !== 'GET' && !path.includes('/oauth/')).length;
	const execution = await tryOut(suite, node, form);
	const error = errorOf(execution);
	assert.equal(execution.status, 'error');
	const text = `${error?.message} ${(error as { description?: string } | undefined)?.description ?? ''}`;
	assert.match(text, ASKS_FOR_MORE);
	const after = simulator.journal.filter(({ method, path }) => method !== 'GET' && !path.includes('/oauth/')).length;
	assert.equal(after, written, 'something was written');
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
