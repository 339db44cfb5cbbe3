import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { waitForEnd, startExecution } from '../execution';
import type { CheckContext } from '../checkContext';
import { waitUntil } from '../waitUntil';
import { createJamfNode, saveChain, TRIGGER } from '../workflow';

const QUIET_MS = 1_000;
const BUILDINGS = '/api/v1/buildings';

/** The user clicks Stop. */
export async function checkCancel({ check, rest, credential, packageName, simulator }: CheckContext): Promise<void> {
	const inventory = { method: 'GET', path: '/v4/computers-inventory', returnAll: true };
	const pageSize = { query: { parameters: [{ name: 'page-size', value: '2' }] } };
	const run = async (name: string, parameters: object) => {
		const send = { resource: 'apiRequest', operation: 'send', ...parameters };
		const node = createJamfNode(`${packageName}.jamfPro`, credential, send);
		return await startExecution(rest, await saveChain(rest, name, [node]), TRIGGER);
	};
	const stop = async (id: string) => {
		await rest.call('POST', `/rest/executions/${id}/stop`);
		assert.equal((await waitForEnd(rest, id)).status, 'canceled');
	};

	await check('stopping an execution that reads pages ends its requests', async () => {
		const remove = simulator.fault({ kind: 'latency', ms: 150, path: /computers-inventory/ });
		try {
			const id = await run('Cancel: many requests', { ...inventory, ...pageSize });
			const pages = () => simulator.journal.filter(({ path }) => path.includes('computers-inventory')).length;
			await waitUntil('five pages are read', () => pages() > 5);
			await stop(id);
			await waitUntil('no request is in flight', () => simulator.stats.inFlight === 0);
			const before = simulator.stats.requests;
			await sleep(QUIET_MS);
			assert.equal(simulator.stats.requests, before, 'requests continue');
			assert.equal(simulator.stats.inFlight, 0);
		} finally {
			remove();
		}
	});
	await check('stopping an execution that waits for a response closes its connection', async () => {
		const remove = simulator.fault({ kind: 'noResponse', path: BUILDINGS });
		try {
			const open = () => simulator.stats.inFlight;
			const id = await run('Cancel: no response', { method: 'GET', path: '/v1/buildings' });
			await waitUntil('the request is in flight', () => open() === 1);
			await stop(id);
			await waitUntil('its connection is closed', () => open() === 0);
		} finally {
			remove();
		}
	});
}
