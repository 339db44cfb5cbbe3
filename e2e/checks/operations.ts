import assert from 'node:assert/strict';
import { type INode, type INodeParameters, type INodeTypeDescription, NodeHelpers } from 'n8n-workflow';
import { startSimulator } from '../../simulator';
import { TEST_CERTIFICATE } from '../../simulator/testCertificate';
import { type Form, formsOf } from '../descriptions';
import { errorOf, execute, outputOf } from '../execution';
import { filledForm, newForm } from '../filledForm';
import { credentialData } from '../server';
import { isBeyondSimulator } from '../simulated';
import type { Suite } from '../suite';
import { jamf, saveFan, type Step, TRIGGER } from '../workflow';

/** Nodes of one workflow: fewer cost starts, more cost memory. */
const BATCH = 120;
const PATIENCE_MS = 120_000;

const READS = /^(check|download|get|inspect|list|search)/;
/** What a read says before it sends anything. */
const ASKS_FOR_MORE = /needs a filter|fields are empty/;
const DELETES = /^(delete|remove|erase|invalidate|revoke)/;
/** What a program says that did not expect this. */
const EXCEPTION =
	/is not (a function|defined|iterable)|Cannot (read|set|destructure|convert)|\b(undefined|NaN)\b|\[object/;

interface Trial {
	node: INodeTypeDescription;
	form: Form;
	step: Step;
}

/**
 * Every operation of every resource, as a new node and with its form filled in, each a node in a workflow of the real n8n. What
 * reads and needs nothing must succeed; everything else must succeed or end in a sentence with a way on, not in an exception.
 */
export async function checkOperations(suite: Suite): Promise<void> {
	// A server of its own: what is tried here also deletes.
	const simulator = await startSimulator({ tls: TEST_CERTIFICATE, computers: 20 });
	simulator.addClient({ displayName: 'Not the one of the credential' });
	const credential = await suite.rest.createCredential('Jamf, every operation', credentialData(simulator));
	const own: Suite = { ...suite, simulator, credential };
	try {
		for (const node of suite.nodes) {
			const forms = formsOf(node);
			const asNew = forms.map((form) => trialOf(own, node, form, newForm(form)));
			const refused = asNew.filter(hasIssues);
			await suite.check(`${node.displayName}: n8n does not start ${refused.length} operations as they are`, () =>
				refuse(own, node.displayName, refused),
			);
			const started = asNew.filter((trial) => !refused.includes(trial));
			await runAll(own, `${node.displayName} as new`, started);
			const filled = forms.map((form) => trialOf(own, node, form, filledForm(node.name, form, suite.picked)));
			await suite.check(`${node.displayName}: every form can be filled in`, () => {
				assert.deepEqual(
					filled.filter(hasIssues).map(({ step }) => step.name),
					[],
				);
			});
			await runAll(own, `${node.displayName} filled in`, filled);
		}
	} finally {
		await simulator.close();
	}
}

/** Each operation is a node of its own, and an error ends that node only. */
async function runAll(suite: Suite, name: string, trials: Trial[]): Promise<void> {
	const told = new Map<Trial, string>();
	let beyond = 0;
	const ordered = [...trials].sort((a, b) => harm(a) - harm(b));
	for (let at = 0; at < ordered.length; at += BATCH) {
		const batch = ordered.slice(at, at + BATCH);
		const workflow = await saveFan(
			suite.rest,
			`${name} ${at + 1}`,
			batch.map(({ step }) => step),
		);
		const execution = await execute(suite.rest, workflow, TRIGGER, PATIENCE_MS);
		const failure = errorOf(execution)?.message;
		for (const trial of batch) {
			const { error, message } = outputOf(execution, trial.step.name)[0]?.json ?? {};
			if (failure !== undefined) told.set(trial, failure);
			else if (!(trial.step.name in execution.data.resultData.runData)) told.set(trial, 'did not run');
			else if (error !== undefined) {
				if (isBeyondSimulator(suite.simulator, String(error))) beyond++;
				else told.set(trial, `${String(error)} | ${String(message ?? '')}`);
			}
		}
	}
	const succeeded = trials.length - told.size - beyond;
	console.log(`      ${name}: ${succeeded} succeeded, ${told.size} told why not, ${beyond} are beyond the simulator`);
	for (const resource of new Set(trials.map(({ form }) => form.resource))) {
		const own = trials.filter(({ form }) => form.resource === resource);
		await suite.check(`${name}: ${resource} (${own.length} operations)`, () => {
			assert.deepEqual(
				own.flatMap((trial) => complaint(trial, told.get(trial))),
				[],
			);
		});
	}
}

function complaint({ form, step }: Trial, told: string | undefined): string[] {
	if (told === undefined) return [];
	const needsNothing = !form.properties.some(({ required }) => required === true);
	if (needsNothing && READS.test(form.operation) && !ASKS_FOR_MORE.test(told)) return [`${step.name} failed: ${told}`];
	const [sentence = '', way = ''] = told.split(' | ');
	return way === '' || EXCEPTION.test(sentence) ? [`${step.name}: ${told}`] : [];
}

const harm = ({ form }: Trial): number => (READS.test(form.operation) ? 0 : DELETES.test(form.operation) ? 2 : 1);

/** n8n does not start a workflow with an empty required field, says of how many nodes, and names some; n8n 1 says less. */
async function refuse({ rest, simulator }: Suite, name: string, trials: Trial[]): Promise<void> {
	const before = simulator.journal.length;
	const workflow = await saveFan(
		rest,
		name,
		trials.map(({ step }) => step),
	);
	const refusal = await execute(rest, workflow, TRIGGER).then(
		(execution) => String(errorOf(execution)?.message),
		(error: unknown) => String(error),
	);
	assert.match(refusal, /issues/);
	if (!rest.isVersion1)
		assert.match(refusal, new RegExp(trials.length === 1 ? 'node has issues' : `${trials.length} nodes have issues`));
	assert.deepEqual(simulator.journal.slice(before), [], 'something was sent');
}

function trialOf({ credential }: Suite, node: INodeTypeDescription, form: Form, parameters: INodeParameters): Trial {
	const name = `${form.resource}.${form.operation}`;
	return { node, form, step: jamf(node.name, credential, parameters, { name, onError: 'continueRegularOutput' }) };
}

function hasIssues({ node, step }: Trial): boolean {
	const instance: INode = { id: 'node', typeVersion: 1, position: [0, 0], ...step };
	return NodeHelpers.getNodeParametersIssues(node.properties, instance, node) !== null;
}
