import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { findElements, findListable } from '../../nodes/shared/catalogue/find';
import { classic, classicElements } from '../../nodes/shared/catalogue/lookup';
import type { ElementRow } from '../../nodes/shared/catalogue/elements';
import type { OperationRow, ParameterRow, ResourceRow } from '../../nodes/shared/catalogue/types';
import { JAMF_CLASSIC } from '../../harness/engine';
import { compareWithRequests } from '../../harness/requirements';
import { locator, TestBench } from '../../harness/testBench';
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

const SAMPLES: Record<string, string> = {
	application: 'Safari.app',
	createdBy: 'jss',
	date: '2026-11-25',
	end_date: '2026-11-25',
	extension: 'png',
	filter: 'Safari',
	idType: 'id',
	idtype: 'computers',
	interval: 'Six Months',
	log: 'policy',
	start_date: '2026-11-01',
	status: 'Pending',
	version: '17.1',
};

const FILE: INodeExecutionData = {
	json: {},
	binary: { data: { data: Buffer.from('content').toString('base64'), mimeType: 'image/png', fileName: 'a.png' } },
};

/** What the server requires although no element is marked as required. */
const BODIES: Record<string, object> = {
	'logFlushing.flush': { log: 'policy', interval: 'Six Months' },
	'managementCommandFlushing.flush': { status: 'Pending', computers: [{ id: 1 }] },
	'mobileDeviceCommand.send': { general: { command: 'UpdateInventory' }, mobile_devices: [{ id: 1 }] },
	'patchTitle.create': { name: 'Browser', name_id: '0A1', source_id: 1 },
	'computerInvitation.create': { invitation_type: 'USER_INITIATED_URL', ssh_username: '' },
	'webhook.create': { name: 'Webhook', url: 'https://example.com/', event: 'ComputerAdded' },
	'webhook.update': { url: 'https://example.com/' },
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

const listed = (of?: string) => of !== undefined && findListable(classic, of) !== undefined;

/** Valid values, only for required elements. */
function minimal(rows: readonly ElementRow[], salt: string): Record<string, unknown> {
	const needed = rows.filter(({ required, of = [] }) => required === true || of.some((row) => row.required === true));
	return Object.fromEntries(needed.map((row) => [row.name, valueOf(row, salt)]));
}

function valueOf(row: ElementRow, salt: string): unknown {
	const { of, type, options, item } = row;
	const value =
		of === undefined
			? (options?.[0] ?? (type === undefined ? salt : type === 'boolean' ? false : 1))
			: minimal(of, salt);
	return item === undefined ? value : [value];
}

function parameterOf({ name, options }: ParameterRow): string {
	return String(options?.[0] ?? SAMPLES[name] ?? (/id|name|user|group/i.test(name) ? '1' : 'x'));
}

/** The filled-in form, and the path expected of it. */
function filled(resource: ResourceRow, row: OperationRow) {
	const parameters: INodeParameters = { confirm: true, returnAll: true, binaryPropertyName: 'data' };
	const values = (row.path ?? []).map((each) => {
		const value = listed(each.of) ? '1' : parameterOf(each);
		parameters[each.as ?? each.name] = listed(each.of) ? locator('id', value) : value;
		return encodeURIComponent(value);
	});
	for (const { name, as = name, required, type, options } of row.query ?? []) {
		if (required === true || type === 'multiOptions') parameters[as] = options?.[0] ?? 'x';
	}
	const rows = findElements(classicElements(), resource.value, row.value) ?? [];
	const name = `${resource.value}.${row.value}`;
	const body = BODIES[name] ?? minimal(rows, name);
	Object.assign(parameters, { bodyMode: 'json', body: JSON.stringify(body) });
	let at = 0;
	return { parameters, path: `/JSSResource${row.routes[0].path.replace(/\{[^}]+\}/g, () => values[at++] ?? '')}` };
}

const describeUnannounced = (name: string, item: unknown) =>
	findUnannounced('JamfClassic', name, item).map((problem) => `${name}: ${problem}`);

const sent: string[] = [];
const unannounced: string[] = [];
const refused: string[] = [];
let previewed = 0;

async function tryAll(resource: ResourceRow, wanted: (row: OperationRow) => boolean): Promise<void> {
	for (const row of resource.operations.filter(wanted)) {
		const name = `${resource.value}.${row.value}`;
		const { parameters, path } = filled(resource, row);
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
