import assert from 'node:assert/strict';
import type { Simulator } from '../../../simulator';
import type { Cluster } from '../../cluster';
import { credentialData } from '../../server';
import { TriggerWorkflow } from './triggerWorkflow';

const EVENTS = 20;
const EVENT_WEBHOOK_ID = '5b2f3c1e-54a3-4b7c-9f57-0a4c1d1f6a23';

/** Starts with the activation, so that the secret of the first delivery is unknown to the processor. */
export async function runByEvents(
	{ rest, webhookProcessor }: Cluster,
	simulator: Simulator,
	type: string,
): Promise<void> {
	const credential = await rest.createCredential('trigger', credentialData(simulator));
	// The processor may be slow to respond to the first request.
	const parameters = { events: ['ComputerAdded'], options: { readTimeout: 15 } };
	const workflow = await TriggerWorkflow.save({ rest, simulator }, type, credential, parameters, EVENT_WEBHOOK_ID);
	await workflow.activate();
	await workflow.hasWebhooks(1);
	assert.ok(workflow.webhooks()[0]?.url.startsWith(`${webhookProcessor.url}/webhook/`), 'another address');
	for (let count = 0; count < EVENTS; count++) simulator.state.computers.add({ general: { name: `Mac ${count}` } });
	await simulator.deliveriesSettled();
	// A response can be late on a busy machine, but the execution starts nonetheless.
	const refused = simulator.deliveries.filter(({ status, error }) => status !== 200 && error !== 'read timeout');
	assert.deepEqual(refused, []);
	await workflow.hasRuns(EVENTS);
	await workflow.deactivate();
	await workflow.hasWebhooks(0);
}
