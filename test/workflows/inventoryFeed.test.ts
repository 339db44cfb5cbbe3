import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { JAMF_INVENTORY_TRIGGER } from '../../harness/engine';
import { SavedWorkflow } from '../../harness/savedWorkflow';
import { TestBench } from '../../harness/testBench';
import { buildFeedWorkflow, FAIL, type Parts } from './feedWorkflow';

let bench: TestBench;
let workflow: SavedWorkflow;

async function open(options: Parameters<typeof TestBench.open>[0] = { computers: 20 }): Promise<void> {
	bench = await TestBench.open(options);
	workflow = new SavedWorkflow(bench.engine);
}
afterEach(async () => await bench.close());

const build = (parts?: Parts) => buildFeedWorkflow(bench.engine, parts);

const summarize = (items: IDataObject[]) => items.map(({ change, id }) => `${String(change)} ${String(id)}`).sort();

/** Runs the workflow and returns what Get Changes returned. @throws the error of the run */
async function run(parts: Parts = {}): Promise<string[]> {
	const execution = await workflow.run(build(parts));
	if (execution.error !== undefined) throw execution.error;
	return summarize(execution.items('Get'));
}

test('returns all devices first, then only what was added, changed or removed', async () => {
	await open();
	const { devices, state } = bench.simulator;
	const first = await workflow.run(build());
	expect(first.items('Get')).toHaveLength(20);
	const { name, serialNumber } = state.computers.profile(3);
	expect(first.items('Get')[2]).toMatchObject({
		change: 'added',
		id: '3',
		name,
		serialNumber,
		osVersion: expect.any(String),
	});
	expect(first.items('Commit')).toEqual([
		{ feed: 'default', committed: true, position: expect.stringMatching(/Z$/) as string, devices: 20 },
	]);
	expect(await run()).toEqual([]);
	devices.submitInventory('computers', [4, 5]);
	state.computers.remove(6);
	const added = devices.enroll('computers');
	expect(await run({ get: { options: { fullComparisonHours: 0 } } })).toEqual([
		`added ${added}`,
		'changed 4',
		'changed 5',
		'removed 6',
	]);
	expect(await run()).toEqual([]);
	state.computers.remove(7);
	expect(await run()).toEqual(['removed 7']);
});

test('an unchanged fleet needs two requests, and a changed one too', async () => {
	await open({ computers: 1500 });
	await run();
	for (const changed of [[], [1, 700, 1400]]) {
		bench.simulator.devices.submitInventory('computers', changed);
		bench.simulator.resetStats();
		expect(await run()).toHaveLength(changed.length);
		expect(bench.requests).toEqual(['GET /api/v4/computers-inventory', 'GET /api/v4/computers-inventory']);
	}
});

test('a workflow that fails gets the same changes again', async () => {
	await open();
	await run();
	bench.simulator.devices.submitInventory('computers', [4]);
	for (let attempt = 0; attempt < 2; attempt++) {
		const failed = await workflow.run(build({ work: FAIL }));
		expect(failed.error?.message).toContain('The target is down');
		expect(summarize(failed.items('Get'))).toEqual(['changed 4']);
	}
	expect(await run()).toEqual(['changed 4']);
	expect(await run()).toEqual([]);
});

test('a device that is added and deleted between two failures is reported as removed', async () => {
	await open();
	await run();
	const id = bench.simulator.devices.enroll('computers');
	await workflow.run(build({ work: FAIL }));
	bench.simulator.state.computers.remove(id);
	expect(await run({ get: { options: { fullComparisonHours: 0 } } })).toEqual([`removed ${id}`]);
	expect(await run({ get: { options: { fullComparisonHours: 0 } } })).toEqual([]);
});

test('a retry does not move the feed, and says so', async () => {
	await open();
	await run();
	bench.simulator.devices.submitInventory('computers', [4]);
	const failed = await workflow.run(build({ work: FAIL }));
	const retried = await workflow.retry(failed, build());
	expect(retried.error).toBeUndefined();
	expect(retried.items('Commit')).toMatchObject([{ committed: false }]);
	expect(retried.hints('Commit').join()).toMatch(/retry .* not moved/);
	expect(await run()).toEqual(['changed 4']);
});

test('a manual execution does not move the feed, and says so', async () => {
	await open();
	const manual = await workflow.run(build(), { mode: 'manual' });
	expect(manual.items('Commit')).toMatchObject([{ committed: true }]);
	expect(manual.hints('Get').join()).toMatch(/Manual executions do not move the feed/);
	expect(await run()).toHaveLength(20);
	expect(await run()).toEqual([]);
});

test('an execution that is cancelled does not move the feed', async () => {
	await open();
	await run();
	bench.simulator.devices.submitInventory('computers', [4]);
	const aborted = new AbortController();
	const json = build({ work: 'globalThis.stopExecution(); return $input.all();' });
	Object.assign(globalThis, { stopExecution: () => aborted.abort() });
	const cancelled = await workflow.run(json, { signal: aborted.signal });
	Reflect.deleteProperty(globalThis, 'stopExecution');
	expect(cancelled.run.status).toBe('canceled');
	expect(await run()).toEqual(['changed 4']);
});

test('of two executions that overlap, the one that ends last moves the feed to what it read', async () => {
	await open();
	await run();
	bench.simulator.devices.submitInventory('computers', [4]);
	// Loaded before the other execution ends, saved after it.
	const { staticData } = workflow;
	const slow = new SavedWorkflow(bench.engine);
	slow.staticData = staticData;
	await slow.run(build());
	bench.simulator.devices.submitInventory('computers', [5], Date.now() + 1000);
	expect(await run()).toEqual(['changed 4', 'changed 5']);
	workflow.staticData = slow.staticData;
	expect(await run()).toEqual(['changed 5']);
});

test('a lost feed starts again with all devices', async () => {
	await open();
	await run();
	workflow.staticData = '{}';
	expect(await run()).toHaveLength(20);
});

test('a stored feed that is not valid is an error that names it', async () => {
	await open();
	await run();
	workflow.staticData = workflow.staticData.replaceAll('"version":1', '"version":7');
	const { error } = await workflow.run(build());
	expect(error?.message).toBe('What is stored for the feed "default" is not valid.');
	expect(error?.description).toContain(`jamfProFeed:computer:${bench.simulator.url}:default`);
});

test('feeds with other names, resources and servers are independent', async () => {
	await open();
	expect(await run()).toHaveLength(20);
	expect(await run({ get: { feed: 'other' }, commit: { feed: 'other' } })).toHaveLength(20);
	expect((await run({ resource: 'mobileDevice' })).length).toBeGreaterThan(0);
	expect(await run()).toEqual([]);
	bench.signInAs(bench.simulator.client, { serverUrl: bench.simulator.url.replace('127.0.0.1', 'localhost') });
	expect(await run()).toHaveLength(20);
});

test('a feed is read and committed once, however many items arrive', async () => {
	await open();
	const input = [1, 2, 3].map((n) => ({ json: { n } }));
	const execution = await workflow.run(build(), { input });
	expect(execution.items('Get')).toHaveLength(20);
	expect(execution.items('Commit')).toHaveLength(1);
});

test.each([
	['another feed', { commit: { feed: 'other' } }, /has not read the feed "other"/],
	[
		'an error output',
		{
			commitAt: 1,
			work: 'return $input.all().map(() => ({ json: { error: "No such asset" } }));',
			workNode: { onError: 'continueErrorOutput' },
		},
		/behind the error output of "Work"/,
	],
	[
		'a node that continued after an error',
		{ work: FAIL, workNode: { onError: 'continueRegularOutput' } },
		/"Work" failed, so the feed was not moved/,
	],
	[
		'the success output of a node that failed for an item',
		{
			work: 'return $input.all().map(({ json }) => ({ json: json.id === "4" ? { error: "No such asset" } : json }));',
			workNode: { onError: 'continueRegularOutput' },
		},
		/"Work" failed for 1 of 20 items/,
	],
] as Array<[string, Parts, RegExp]>)('a commit behind %s is refused', async (_name, parts, message) => {
	await open();
	const execution = await workflow.run(build(parts));
	expect(execution.error?.message).toMatch(message);
	expect(await run()).toHaveLength(20);
});

test('a commit behind the regular output of a node with an error output that did not fail is accepted', async () => {
	await open();
	await run({ workNode: { onError: 'continueErrorOutput' } });
	expect(await run()).toEqual([]);
});

test('a commit inside a loop is refused', async () => {
	await open();
	const json = build();
	const loop = { ...json.connections, Commit: { main: [[{ node: 'Work', type: 'main' as const, index: 0 }]] } };
	const execution = await workflow.run({ ...json, connections: loop });
	expect(execution.error?.message).toMatch(/inside a loop/);
});

test('a polling trigger in the same workflow is refused before anything is read', async () => {
	await open();
	const json = build();
	const trigger = { ...bench.engine.node(JAMF_INVENTORY_TRIGGER, {}), id: 'poll', name: 'Poll' };
	const execution = await workflow.run({ ...json, nodes: [...json.nodes, trigger] });
	expect(execution.error?.message).toMatch(/also has the polling trigger "Poll"/);
	expect(bench.requests).toEqual([]);
	const disabled = await workflow.run({ ...json, nodes: [...json.nodes, { ...trigger, disabled: true }] });
	expect(disabled.error).toBeUndefined();
});

test.each([
	[{ field: 'hours', hoursInterval: 6 }, true],
	[{ field: 'days', daysInterval: 2 }, true],
	[{ field: 'minutes', minutesInterval: 25 }, true],
	[{ field: 'minutes', minutesInterval: 15 }, false],
	[{ field: 'days', triggerAtHour: 2 }, false],
	[{ field: 'cronExpression', expression: '0 */6 * * *' }, false],
] as Array<[INodeParameters, boolean]>)('the schedule %j overwrites feeds: %p', async (interval, isRefused) => {
	await open();
	const json = build();
	const type = 'n8n-nodes-base.scheduleTrigger';
	const schedule = { rule: { interval: [interval] } };
	const nodes = json.nodes.map((node) => (node.name === 'Start' ? { ...node, type, parameters: schedule } : node));
	const { error } = await workflow.run({ ...json, nodes });
	if (isRefused)
		expect(error?.message).toMatch(/^"Start" has a trigger interval for which n8n saves the time of the last run/);
	else expect(error).toBeUndefined();
});

test('in a sub-workflow the commit says that manual executions of its parent move the feed', async () => {
	await open();
	const execution = await workflow.run(build(), { mode: 'integrated' });
	expect(execution.hints('Commit').join()).toMatch(/started by another workflow/);
	expect(await run()).toEqual([]);
});

test('Commit Immediately moves the feed whatever happens afterwards', async () => {
	await open();
	await workflow.run(build({ work: FAIL, get: { options: { commitImmediately: true } } }));
	expect(await run()).toEqual([]);
});

test('only the selected kinds are returned, and a round without any is committed', async () => {
	await open();
	await run();
	bench.simulator.devices.submitInventory('computers', [4]);
	bench.simulator.state.computers.remove(5);
	expect(await run({ get: { emit: ['removed'] } })).toEqual(['removed 5']);
	bench.simulator.devices.submitInventory('computers', [6]);
	expect(await run({ get: { emit: ['removed'] } })).toEqual([]);
	expect(await run()).toEqual([]);
});

test('edits in Jamf Pro are found by a full comparison that remembers content', async () => {
	await open();
	const get = { options: { rememberContent: true, fullComparisonHours: 0 } };
	const { computers } = bench.simulator.state;
	const { serialNumber, name } = computers.profile(5);
	await run({ get });
	computers.change(computers.read(4) ?? { id: 4, changes: {} }, { general: { assetTag: 'A-999' } });
	bench.simulator.devices.checkIn([6]);
	computers.remove(5);
	const execution = await workflow.run(build({ get }));
	expect(execution.items('Get')).toMatchObject([
		{ change: 'changed', id: '4', assetTag: 'A-999' },
		{ change: 'removed', id: '5', name, serialNumber },
	]);
	expect(await run({ get })).toEqual([]);
});

test('check-ins count as changes on request', async () => {
	await open();
	await run();
	bench.simulator.devices.checkIn([6]);
	expect(await run()).toEqual([]);
	bench.simulator.devices.checkIn([7], Date.now() + 1000);
	expect(await run({ get: { options: { includeCheckIns: true } } })).toContain('changed 7');
});

test('a device that no longer matches the filter is removed, and one that matches now is added', async () => {
	await open();
	const { computers } = bench.simulator.state;
	const tag = (id: number, assetTag: string) =>
		computers.change(computers.read(id) ?? { id, changes: {} }, { general: { assetTag } });
	for (const id of [1, 2, 3]) tag(id, 'LAB');
	const get = { filterBy: 'rsql', rsql: 'general.assetTag==LAB', options: { fullComparisonHours: 0 } };
	expect(await run({ get })).toEqual(['added 1', 'added 2', 'added 3']);
	tag(2, 'HOME');
	tag(4, 'LAB');
	expect(await run({ get })).toEqual(['added 4', 'removed 2']);
	const wider = { ...get, rsql: 'general.assetTag==HOME' };
	expect(await run({ get: wider })).toEqual(['added 2', 'removed 1', 'removed 3', 'removed 4']);
});

test('no device is reported as removed when most of the fleet is missing', async () => {
	await open();
	await run();
	for (let id = 1; id <= 15; id++) bench.simulator.state.computers.remove(id);
	const execution = await workflow.run(build());
	expect(execution.items('Get')).toEqual([]);
	expect(execution.hints('Get').join()).toMatch(/fewer than half of the 20 known devices/);
	expect(await run({ get: { options: { allowManyRemovals: true } } })).toHaveLength(15);
});

test('mobile devices have the same operations', async () => {
	await open();
	const parts = { resource: 'mobileDevice' };
	const all = await run(parts);
	expect(all.length).toBeGreaterThan(1);
	expect(await run(parts)).toEqual([]);
	bench.simulator.devices.submitInventory('mobileDevices', [1]);
	const added = bench.simulator.devices.enroll('mobileDevices');
	const execution = await workflow.run(build(parts));
	expect(summarize(execution.items('Get'))).toEqual([`added ${added}`, 'changed 1']);
	expect(execution.items('Get')[0]).toMatchObject({ name: expect.any(String) as string, id: '1' });
});

test('older servers work too', async () => {
	await open({ computers: 20, serverVersion: '11.10.0' });
	await run();
	bench.simulator.devices.submitInventory('computers', [4]);
	bench.simulator.state.computers.remove(5);
	expect(await run({ get: { options: { includeCheckIns: true } } })).toEqual(
		expect.arrayContaining(['changed 4', 'removed 5']),
	);
});

test.each([
	['an empty name', { feed: ' ' }, /name of the feed is empty/],
	['nothing to emit', { emit: '={{ [] }}' }, /Nothing is selected under Changes to Output/],
	['a negative interval', { options: { fullComparisonHours: -1 } }, /negative/],
	[
		'a literal * in a filter',
		{
			filter: { conditions: [{ field: 'general.name', operator: 'equals', value: 'a*' }] },
		},
		/contains \*/,
	],
	['an RSQL filter without a value', { filterBy: 'rsql', rsql: '={{ $json.nothing }}' }, /RSQL filter has no value/],
] as Array<[string, INodeParameters, RegExp]>)('%s is an error', async (_name, get, message) => {
	await open();
	expect((await workflow.run(build({ get }))).error?.message).toMatch(message);
});

test('an error of the server moves nothing', async () => {
	await open();
	await run();
	bench.simulator.devices.submitInventory('computers', [4]);
	bench.simulator.fault({ kind: 'status', status: 400, path: /reportDate/, times: 1 });
	expect((await workflow.run(build())).error).toBeDefined();
	expect(await run()).toEqual(['changed 4']);
});
