import type { IDataObject, INode } from 'n8n-workflow';
import type { WorkflowJson } from '../../harness/bareEngine';
import { readExample, readListedPrivileges } from '../../harness/examples';
import { SavedWorkflow } from '../../harness/savedWorkflow';
import { TestBench } from '../../harness/testBench';

const NAME = 'nightly-inventory-sync';
const BROKEN = 'Broken';

let bench: TestBench;
let workflow: SavedWorkflow;
beforeEach(async () => {
	bench = await TestBench.open({ computers: 30 });
	const client = bench.simulator.addClient({ displayName: 'n8n', privileges: readListedPrivileges(NAME) });
	bench.signInAs(client);
	const { store } = bench.engine.credentials;
	store.set('jamf-pro', { ...store.get('c1') });
	workflow = new SavedWorkflow(bench.engine);
});
afterEach(async () => await bench.close());

const NODES = readExample(NAME)
	.nodes.filter(({ type }) => !/(scheduleTrigger|stickyNote)$/.test(type))
	.map(({ name }) => name);

/** The example with a node that fails before or after one of its nodes. */
function breakAt(node: string, place: 'after' | 'before'): WorkflowJson {
	const { nodes, connections } = readExample(NAME);
	const broken: INode = {
		id: 'broken',
		name: BROKEN,
		type: 'n8n-nodes-base.code',
		typeVersion: 2,
		position: [0, 0],
		parameters: { jsCode: 'throw new Error("The power failed");' },
	};
	const links = Object.entries(connections).map(([from, { main }]): [string, string] => [
		from,
		main?.[0]?.[0]?.node ?? '',
	]);
	const to = (name: string) => ({ main: [[{ node: name, type: 'main' as const, index: 0 }]] });
	const changed = links
		.map(([from, next]): [string, string] => [from, place === 'before' && next === node ? BROKEN : next])
		.filter(([from]) => place === 'before' || from !== node);
	return {
		nodes: [...nodes, broken],
		connections: Object.fromEntries([
			...changed.map(([from, next]) => [from, to(next)]),
			...(place === 'after' ? [[node, to(BROKEN)]] : []),
		]),
	};
}

const rows = (): IDataObject[] => bench.engine.dataTables.get('Jamf computers') ?? [];

function readTable(): string[] {
	return rows()
		.map((row) => [row.jamf_id, row.name, row.serial_number, row.last_contact].join(' '))
		.sort();
}

/** The devices of the server as the table should have them. */
function readFleet(): string[] {
	const { computers } = bench.simulator.state;
	return computers
		.values()
		.map((computer) => {
			const [general, hardware] = computers.sections(computer, ['GENERAL', 'HARDWARE']) as [IDataObject, IDataObject];
			return [computer.id, general.name, hardware.serialNumber, general.lastCheckIn].join(' ');
		})
		.sort();
}

let clock = 0;

/** Some devices report with a new name, one enrolls and one is deleted. */
function changeFleet(): void {
	const { devices, state } = bench.simulator;
	const { computers } = state;
	const ids = computers.ids();
	const at = Date.now() + ++clock * 1000;
	for (const id of ids.slice(2, 5)) {
		const computer = computers.read(id);
		if (computer !== undefined) computers.change(computer, { general: { name: `Mac ${id} at ${clock}` } });
	}
	devices.submitInventory('computers', ids.slice(2, 5), at);
	devices.enroll('computers', at);
	computers.remove(ids[0] as number);
}

test('the first night reads all computers, the next ones only what changed', async () => {
	const first = await workflow.run(readExample(NAME));
	expect(first.error).toBeUndefined();
	expect(readTable()).toEqual(readFleet());
	changeFleet();
	const second = await workflow.run(readExample(NAME));
	expect(second.error).toBeUndefined();
	expect(second.items('Get Changes').map(({ change }) => change)).toEqual(['changed', 'changed', 'changed', 'added']);
	expect(second.items('Commit Changes')).toMatchObject([{ feed: 'nightly', committed: true }]);
});

test.each(NODES.flatMap((node) => [['before', node] as const, ['after', node] as const]))(
	'a failure %s %s loses nothing: after the next night the table equals the fleet',
	async (place, node) => {
		const isFirst = node === 'Create Data Table';
		if (!isFirst) await workflow.run(readExample(NAME));
		changeFleet();
		const failed = await workflow.run(breakAt(node, place));
		expect(failed.error?.message).toContain('The power failed');
		changeFleet();
		const json = compareAlways(readExample(NAME));
		const next = await workflow.run(json);
		expect(next.error).toBeUndefined();
		expect(readTable()).toEqual(readFleet());
	},
);

/** The number of computers is as before, so only a full comparison finds what was removed. */
function compareAlways({ nodes, ...json }: WorkflowJson): WorkflowJson {
	const compare = (node: INode) =>
		node.name === 'Get Changes'
			? { ...node, parameters: { ...node.parameters, options: { fullComparisonHours: 0 } } }
			: node;
	return { ...json, nodes: nodes.map(compare) };
}

test('leaves the table unchanged when Jamf Pro cannot be read', async () => {
	await workflow.run(readExample(NAME));
	bench.engine.credentials.store.set('jamf-pro', {
		...bench.engine.credentials.store.get('jamf-pro'),
		...bench.simulator.addClient({ privileges: [] }),
	});
	const run = await workflow.run(readExample(NAME));
	expect(run.error?.message).toMatch(/privilege/);
	expect(rows()).toHaveLength(30);
});
