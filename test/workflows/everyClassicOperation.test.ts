import type { INodeExecutionData } from 'n8n-workflow';
import { classic } from '../../nodes/shared/catalogue/lookup';
import type { OperationRow, ResourceRow } from '../../nodes/shared/catalogue/types';
import { JAMF_CLASSIC } from '../../harness/engine';
import { fillClassicForm } from '../../harness/forms/classicForm';
import { compareWithRequests } from '../../harness/requirements';
import { TestBench } from '../../harness/testBench';
import { checkPreviewed, runPreview } from './previewed';
import { findUnannounced } from './previews';

let bench: TestBench;
beforeAll(async () => {
	// Before the versions that removed the commands (jamf-behavior 4.6).
	bench = await TestBench.open({
		computers: 5,
		serverVersion: '11.19.0',
		tokenLifetimeSeconds: 3600,
		keepBodies: true,
	});
});
afterAll(async () => await bench.close());

const FILE: INodeExecutionData = {
	json: {},
	binary: { data: { data: Buffer.from('content').toString('base64'), mimeType: 'image/png', fileName: 'a.png' } },
};

/** Objects that this server does not have: no command was sent, and no app has this version. */
const UNKNOWN = [
	'computerCommand.get',
	'computerCommand.getStatus',
	'mobileDeviceApp.getVersion',
	'mobileDeviceCommand.get',
];

/** Jamf rejects these regardless of the body (jamf-behavior 11.50), or reports failure although it applied them (11.22). */
const REFUSED = ['activationCode.update', 'patchManagementTitle.create', 'patchManagementTitle.update'];

const describeUnannounced = (name: string, item: unknown) =>
	findUnannounced('JamfClassic', name, item).map((problem) => `${name}: ${problem}`);

const sent: string[] = [];
const unannounced: string[] = [];
const refused: string[] = [];
let previewed = 0;

async function tryAll(resource: ResourceRow, wanted: (row: OperationRow) => boolean): Promise<void> {
	for (const row of resource.operations.filter(wanted)) {
		const name = `${resource.value}.${row.value}`;
		const { parameters, path } = fillClassicForm(resource, row);
		const { method } = row.routes[0];
		const chosen = { resource: resource.value, operation: row.value, ...parameters };
		const preview = async () => await bench.classic({ ...chosen, previewOnly: true }, { input: [FILE] });
		const shown = method === 'GET' ? undefined : await runPreview(name, bench, preview);
		bench.simulator.resetStats();
		const run = await bench.classic(chosen, { input: [FILE] });
		const request = bench.simulator.journal.find((each) => each.path === path && each.method === method);
		expect({ name, error: run.error?.message, path: request?.path }).toMatchObject({ name, path });
		if (shown !== undefined && request !== undefined) checkPreviewed(name, shown, request);
		previewed += Number(shown !== undefined);
		const { simulator } = bench;
		const compared = compareWithRequests(simulator, JAMF_CLASSIC, chosen, simulator.journal);
		expect({ name, ...compared }).toEqual({ name, missing: [], superfluous: [] });
		sent.push(name);
		if (run.error === undefined) unannounced.push(...run.json.flatMap((item) => describeUnannounced(name, item)));
		if (run.error !== undefined && row.hidden !== true) refused.push(`${name} ${run.error.message.slice(-60)}`);
	}
}

const resources = classic.resources.map((resource) => ({ name: resource.value, resource }));

describe('every operation sends the request of its row and returns items', () => {
	test.each(resources)('$name', async ({ resource }) => await tryAll(resource, ({ value }) => value !== 'delete'));
	// Deletes come last: the other operations need the objects.
	test('deletes', async () => {
		for (const { resource } of resources) await tryAll(resource, ({ value }) => value === 'delete');
	});
});

test('covers all operations, and each was answered', () => {
	const all = classic.resources.flatMap(({ value, operations }) => operations.map((row) => `${value}.${row.value}`));
	expect(sent.sort()).toEqual(all.sort());
	process.stdout.write(`${previewed} previews showed the request that was then sent\n`);
	expect(previewed).toBeGreaterThan(180);
	expect(refused.filter((each) => ![...UNKNOWN, ...REFUSED].some((name) => each.startsWith(`${name} `)))).toEqual([]);
});

test('every item has only the fields of its preview', () => {
	// The columns of a search are chosen by its author.
	const column = /^advanced\w+Search\.get: \.\w+\[\]\.\w+ is not announced$/;
	expect([...new Set(unannounced)].filter((problem) => !column.test(problem))).toEqual([]);
});
