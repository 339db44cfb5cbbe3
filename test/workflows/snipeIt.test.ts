import type { IDataObject } from 'n8n-workflow';
import type { WorkflowJson } from '../../harness/bareEngine';
import { readExample, readListedPrivileges } from '../../harness/examples';
import { SavedWorkflow } from '../../harness/savedWorkflow';
import { startSnipeIt } from '../../harness/snipeIt';
import { TestBench } from '../../harness/testBench';

const NAME = 'changed-computers-to-snipe-it';
const IN_USE = 2;
const REMOVED = 3;

let bench: TestBench;
let snipeIt: Awaited<ReturnType<typeof startSnipeIt>>;
let workflow: SavedWorkflow;
beforeEach(async () => {
	bench = await TestBench.open({ computers: 12 });
	snipeIt = await startSnipeIt();
	bench.signInAs(bench.simulator.addClient({ displayName: 'n8n', privileges: readListedPrivileges(NAME) }));
	const { store } = bench.engine.credentials;
	store.set('jamf-pro', { ...store.get('c1') });
	store.set('snipe-it', { name: 'Authorization', value: 'Bearer of the test' });
	workflow = new SavedWorkflow(bench.engine);
});
afterEach(async () => {
	snipeIt.close();
	await bench.close();
});

/** The example, without the waits between tries. */
function example(): WorkflowJson {
	const { nodes, ...json } = readExample(NAME, { 'https://snipe-it.example.com': snipeIt.url });
	return { ...json, nodes: nodes.map((node) => (node.retryOnFail === true ? { ...node, waitBetweenTries: 0 } : node)) };
}

const run = async () => await workflow.run(example());

function readAssets(): string[] {
	return snipeIt.assets
		.filter(({ status_id: status }) => status === IN_USE)
		.map(({ asset_tag: tag, name, serial }) => [tag, name, serial].join(' '))
		.sort();
}

function readFleet(): string[] {
	const { computers } = bench.simulator.state;
	return computers
		.values()
		.map((computer) => {
			const [general, hardware] = computers.sections(computer, ['GENERAL', 'HARDWARE']) as [IDataObject, IDataObject];
			return [`JAMF-${computer.id}`, general.name, hardware.serialNumber].join(' ');
		})
		.sort();
}

let clock = 0;

function changeFleet(): void {
	const { devices, state } = bench.simulator;
	const at = Date.now() + ++clock * 1000;
	const [first, second, third] = state.computers.ids() as [number, number, number];
	const computer = state.computers.read(second);
	if (computer !== undefined) state.computers.change(computer, { general: { name: `Renamed ${clock}` } });
	devices.submitInventory('computers', [second, third], at);
	devices.enroll('computers', at);
	devices.enroll('computers', at);
	state.computers.remove(first);
}

test('creates, updates and retires assets', async () => {
	expect((await run()).error).toBeUndefined();
	expect(readAssets()).toEqual(readFleet());
	changeFleet();
	const second = await run();
	expect(second.error).toBeUndefined();
	expect(readAssets()).toEqual(readFleet());
	expect(snipeIt.assets.filter(({ status_id: status }) => status === REMOVED).map(({ asset_tag: tag }) => tag)).toEqual(
		['JAMF-1'],
	);
	expect(second.items('Commit Changes')).toMatchObject([{ committed: true }]);
});

test('sends nothing when nothing changed', async () => {
	await run();
	const before = snipeIt.count();
	expect((await run()).error).toBeUndefined();
	expect(snipeIt.count()).toBe(before);
});

test.each([5, 15, 20])('repeats what was refused with 429, after %i requests', async (after) => {
	Object.assign(snipeIt.limit, { after, times: 1 });
	const first = await run();
	if (first.error !== undefined) await run();
	expect(readAssets()).toEqual(readFleet());
});

test('a rate limit that lasts commits nothing: the next execution gets the same changes again', async () => {
	await run();
	changeFleet();
	Object.assign(snipeIt.limit, { after: snipeIt.count() + 4, times: Infinity });
	const failed = await run();
	expect(failed.error?.message).toContain('429');
	changeFleet();
	snipeIt.limit.after = Infinity;
	expect((await run()).error).toBeUndefined();
	expect(readAssets()).toEqual(readFleet());
});

test('a rejected asset commits nothing', async () => {
	snipeIt.assets.push({ id: 99, asset_tag: 'jamf-other', name: 'x', serial: 'y', status_id: IN_USE });
	const json = example();
	const broken = JSON.parse(JSON.stringify(json).replaceAll('JAMF-${id}', 'jamf-other')) as WorkflowJson;
	const failed = await workflow.run(broken);
	expect(failed.error?.message).toContain('The asset tag must be unique.');
	const next = await run();
	expect(next.items('Get Changes')).toHaveLength(12);
});
