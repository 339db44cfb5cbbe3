import assert from 'node:assert/strict';
import { execute, type Execution, readError, readOutput } from '../execution';
import type { CheckContext } from '../checkContext';
import { productionStart, runInProduction } from '../production';
import type { SavedWorkflow } from '../rest';
import { waitUntil } from '../waitUntil';
import { createJamfNode, saveChain, type Step, TRIGGER } from '../workflow';

const PATH = 'feed';
const WORK: Step = {
	name: 'Work',
	type: 'n8n-nodes-base.code',
	typeVersion: 2,
	parameters: {
		jsCode: `if ($('${TRIGGER}').first().json.body?.fails) throw new Error('The target is down'); return $input.all();`,
	},
};

/** What n8n's static data does to feeds and to the polling trigger. */
export async function checkFeeds(suite: CheckContext): Promise<void> {
	const { check, rest, simulator, credential, packageName } = suite;
	const type = `${packageName}.jamfPro`;
	const jamf = (name: string, operation: string): Step =>
		createJamfNode(type, credential, { resource: 'computer', operation }, { name });
	const steps = [jamf('Get', 'getChanges'), WORK, jamf('Commit', 'commitChanges')];
	const start: Step = { name: TRIGGER, ...productionStart(PATH) };
	const read = (execution: Execution) => readOutput(execution, 'Get').map(({ json }) => String(json.id));
	let workflow: SavedWorkflow | undefined;
	const run = async (body = {}): Promise<Execution> => {
		workflow ??= await saveChain(rest, 'Feed', steps, start);
		return await runInProduction(suite, workflow, PATH, body);
	};
	await check('a feed returns all computers first, then only what changed', async () => {
		const first = await run();
		assert.equal(first.status, 'success', readError(first)?.message);
		assert.equal(read(first).length, simulator.state.computers.ids().length);
		assert.deepEqual(read(await run()), []);
	});
	await check('an execution that fails does not move its feed', async () => {
		simulator.devices.submitInventory('computers', [3]);
		suite.provoked.push(/The target is down/);
		const failed = await run({ fails: true });
		assert.deepEqual([failed.status, read(failed)], ['error', ['3']]);
		assert.deepEqual(read(await run()), ['3']);
		assert.deepEqual(read(await run()), []);
	});
	await check('a manual execution does not move its feed', async () => {
		simulator.devices.submitInventory('computers', [4]);
		const manual = await saveChain(
			rest,
			'Feed, manual',
			steps.filter((step) => step !== WORK),
		);
		for (let attempt = 0; attempt < 2; attempt++) {
			const execution = await execute(rest, manual, TRIGGER);
			assert.equal(execution.status, 'success', readError(execution)?.message);
			assert.equal(read(execution).length, simulator.state.computers.ids().length);
		}
		assert.deepEqual(read(await run()), ['4']);
	});
	await check('the inventory trigger starts a run with all devices when it is activated', async () => {
		const parameters = { resource: 'computer', firstRun: 'all', pollTimes: { item: [{ mode: 'everyHour' }] } };
		const poll = createJamfNode(`${packageName}.jamfProInventoryTrigger`, credential, parameters);
		const polling = await saveChain(rest, 'Poll', [{ name: 'End', type: 'n8n-nodes-base.noOp', parameters: {} }], poll);
		const { id, versionId } = polling;
		if (rest.isVersion1) await rest.call('PATCH', `/rest/workflows/${id}`, { active: true, versionId });
		else await rest.call('POST', `/rest/workflows/${id}/activate`, { versionId });
		const filter = encodeURIComponent(JSON.stringify({ workflowId: id, status: ['success'] }));
		await waitUntil('a run of the inventory trigger', async () => {
			return (await rest.call<{ count: number }>('GET', `/rest/executions?limit=1&filter=${filter}`)).count === 1;
		});
	});
}
