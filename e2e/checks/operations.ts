import assert from 'node:assert/strict';
import { type INode, type INodeParameters, type INodeTypeDescription, NodeHelpers } from 'n8n-workflow';
import { readFailedItem } from '../../harness/failedItem';
import { startSimulator } from '../../simulator';
import { TEST_CERTIFICATE } from '../../simulator/testCertificate';
import { type Form, listForms } from '../descriptions';
import { readError, execute, type Execution, readOutput } from '../execution';
import { createSampleParameters, createDefaultParameters } from '../sampleParameters';
import type { SavedCredential } from '../rest';
import { credentialData } from '../server';
import type { CheckContext } from '../checkContext';
import { createJamfNode, saveFan, type Step, TRIGGER } from '../workflow';

/** Nodes per workflow: fewer need more starts, more need more memory. */
const BATCH = 120;

const READS = /^(check|download|get|inspect|list|search)/;
/** Errors of reads that are not sent. */
const ASKS_FOR_MORE = /needs a filter|fields are empty/;
const DELETES = /^(delete|remove|erase|invalidate|revoke)/;
/** Between message and hint. */
const SEPARATOR = ' | ';
/** Messages of JavaScript exceptions. */
const EXCEPTION =
	/is not (a function|defined|iterable)|Cannot (read|set|destructure|convert)|\b(undefined|NaN)\b|\[object/;

interface Trial {
	node: INodeTypeDescription;
	form: Form;
	step: Step;
}

/**
 * Every operation of every resource, as a new node and with its form filled in, each as a node in a workflow of a real n8n. A
 * read without required fields must succeed; everything else must succeed or fail with a message and a hint, not an exception.
 */
export async function checkOperations(suite: CheckContext): Promise<void> {
	for (const node of suite.nodes) {
		const forms = listForms(node);
		// A trigger has no operations.
		if (forms.length === 0) continue;
		const asNew = forms.map((form) => createTrial(node, form, createDefaultParameters(form)));
		const refused = asNew.filter(hasIssues);
		await suite.check(`${node.displayName}: n8n rejects ${refused.length} new nodes with empty required fields`, () =>
			expectRefusal(suite, node.displayName, refused),
		);
		const started = asNew.filter((trial) => !refused.includes(trial));
		await runAll(suite, `${node.displayName} as new`, started);
		const filled = forms.map((form) => createTrial(node, form, createSampleParameters(node.name, form, suite.picked)));
		await suite.check(`${node.displayName}: every form can be filled in`, () => {
			assert.deepEqual(
				filled.filter(hasIssues).map(({ step }) => step.name),
				[],
			);
		});
		await runAll(suite, `${node.displayName} filled in`, filled);
	}
}

/** Runs on its own server, as some operations delete. Each operation is its own node, and an error ends only that node. */
async function runAll(suite: CheckContext, name: string, trials: Trial[]): Promise<void> {
	const simulator = await startSimulator({ tls: TEST_CERTIFICATE, computers: 20 });
	try {
		simulator.addClient({ displayName: 'Not the one of the credential' });
		const credential = await suite.rest.createCredential(name, credentialData(simulator));
		const told = new Map<Trial, string>();
		const ordered = [...trials].sort((a, b) => rankHarm(a) - rankHarm(b));
		for (let at = 0; at < ordered.length; at += BATCH) {
			const batch = ordered.slice(at, at + BATCH);
			const steps = batch.map(({ step }) => withCredential(step, credential));
			const workflow = await saveFan(suite.rest, `${name} ${at + 1}`, steps);
			const execution = await execute(suite.rest, workflow, TRIGGER);
			for (const trial of batch) {
				const why = readFailure(execution, trial.step.name);
				if (why !== undefined) told.set(trial, why);
			}
		}
		console.log(`      ${name}: ${trials.length - told.size} succeeded, ${told.size} reported why not`);
		for (const resource of new Set(trials.map(({ form }) => form.resource))) {
			const own = trials.filter(({ form }) => form.resource === resource);
			await suite.check(`${name}: ${resource} (${own.length} operations)`, () => {
				assert.deepEqual(
					own.flatMap((trial) => findDefect(trial, told.get(trial))),
					[],
				);
			});
		}
	} finally {
		await simulator.close();
	}
}

function readFailure(execution: Execution, node: string): string | undefined {
	const failure = readError(execution)?.message;
	if (failure !== undefined) return failure;
	if (!(node in execution.data.resultData.runData)) return 'did not run';
	const failed = readFailedItem(readOutput(execution, node)[0]?.json);
	return failed && `${failed.error}${SEPARATOR}${failed.hint}`;
}

function findDefect({ form, step }: Trial, told: string | undefined): string[] {
	if (told === undefined) return [];
	const needsNothing = !form.properties.some(({ required }) => required === true);
	if (needsNothing && READS.test(form.operation) && !ASKS_FOR_MORE.test(told)) return [`${step.name} failed: ${told}`];
	const [sentence = '', way = ''] = told.split(SEPARATOR);
	return way === '' || EXCEPTION.test(sentence) ? [`${step.name}: ${told}`] : [];
}

const rankHarm = ({ form }: Trial): number => (READS.test(form.operation) ? 0 : DELETES.test(form.operation) ? 2 : 1);

/** n8n does not start a workflow with an empty required field. It reports how many nodes have issues; n8n 1 reports less. */
async function expectRefusal(
	{ rest, simulator, credential }: CheckContext,
	name: string,
	trials: Trial[],
): Promise<void> {
	const before = simulator.journal.length;
	const workflow = await saveFan(
		rest,
		name,
		trials.map(({ step }) => withCredential(step, credential)),
	);
	const refusal = await execute(rest, workflow, TRIGGER).then(
		(execution) => String(readError(execution)?.message),
		(error: unknown) => String(error),
	);
	assert.match(refusal, /issues/);
	if (!rest.isVersion1)
		assert.match(refusal, new RegExp(trials.length === 1 ? 'node has issues' : `${trials.length} nodes have issues`));
	assert.deepEqual(simulator.journal.slice(before), [], 'a request was sent');
}

function createTrial(node: INodeTypeDescription, form: Form, parameters: INodeParameters): Trial {
	const name = `${form.resource}.${form.operation}`;
	return { node, form, step: { name, type: node.name, parameters, onError: 'continueRegularOutput' } };
}

function withCredential({ type, parameters, ...more }: Step, credential: SavedCredential): Step {
	return createJamfNode(type, credential, parameters, more);
}

function hasIssues({ node, step }: Trial): boolean {
	const instance: INode = { id: 'node', typeVersion: 1, position: [0, 0], ...step };
	return NodeHelpers.getNodeParametersIssues(node.properties, instance, node) !== null;
}
