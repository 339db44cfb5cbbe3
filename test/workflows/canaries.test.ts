import { type IDataObject, type INodeParameters, LoggerProxy } from 'n8n-workflow';
import { JAMF_CLASSIC, JAMF_PRO, type NodeRun } from '../../harness/engine';
import { PollHost } from '../../harness/pollHost';
import { SavedWorkflow } from '../../harness/savedWorkflow';
import { locator, TestBench } from '../../harness/testBench';
import { TriggerHost } from '../../harness/triggerHost';
import { findFields, findOperation, findResource } from '../../nodes/shared/catalogue/find';
import { classic, classicFields, pro, proFields } from '../../nodes/shared/catalogue/lookup';
import type { OperationRow } from '../../nodes/shared/catalogue/types';

const LEVELS = ['debug', 'error', 'info', 'warn'] as const;
/** Everything that the nodes and n8n write to a log, on all levels. */
const logged: string[] = [];
const record = (...entries: unknown[]) => {
	// An error is logged by n8n with its node, whose parameters are part of the workflow: only its texts count here.
	const toText = (value: unknown): string => {
		if (value instanceof Error)
			return [value.message, (value as { description?: unknown }).description, value.stack].join(' ');
		if (typeof value !== 'object' || value === null) return String(value);
		return Object.values(value).map(toText).join(' ');
	};
	logged.push(entries.map(toText).join(' '));
};

let bench: TestBench;
beforeAll(async () => {
	bench = await TestBench.open({ computers: 3, tokenLifetimeSeconds: 3600 });
	const { logger } = bench.engine.loadOptions(JAMF_PRO, {});
	LoggerProxy.init(logger);
	for (const level of LEVELS) {
		jest.spyOn(logger, level).mockImplementation(record);
		jest.spyOn(console, level).mockImplementation(record);
	}
});
afterAll(async () => {
	jest.restoreAllMocks();
	await bench.close();
});
afterEach(() => bench.simulator.clearFaults());

/** Where Jamf documents secrets in responses of the Jamf Pro API, by operation. */
const ASKED: Record<string, string> = {
	'apiIntegration.createClientCredentials': 'clientSecret',
	'computer.getAllFileVault': 'personalRecoveryKey',
	'computer.getDeviceLockPin': 'pin',
	'computer.getFileVault': 'personalRecoveryKey',
	'computer.getRecoveryLockPassword': 'recoveryLockPassword',
	'jcds.createUploadCredentials': 'accessKeyID secretAccessKey sessionToken',
	'jcds.renewCredentials': 'accessKeyID secretAccessKey sessionToken',
	'localAdminPassword.get': 'password',
	'localAdminPassword.getByGuid': 'password',
	'sso.getFailoverUrl': 'failoverUrl',
	'sso.generateFailoverUrl': 'failoverUrl',
};
const INCLUDED: Record<string, string> = {
	'cloudDistributionPoint.get': 'password privateKey',
	'distributionPoint.get': 'sshPassword readWritePassword readOnlyPassword httpsPassword',
	'distributionPoint.getAll': 'sshPassword readWritePassword readOnlyPassword httpsPassword',
	'enrollment.get':
		'mdmSigningCertificate.keystorePassword mdmSigningCertificate.identityKeystore developerCertificateIdentity.keystorePassword developerCertificateIdentity.identityKeystore',
	'gsxConnection.get': 'token gsxKeystore.keystoreBytes gsxKeystore.keystorePassword',
	'mobileDevice.get': 'ios.unlockToken tvos.airplayPassword watchos.unlockToken visionos.unlockToken',
	'mobileDevice.getAll': 'general.airPlayPassword',
	'mobileDevice.getAllPairedDevices': 'general.airPlayPassword',
	'smartMobileDeviceGroup.getAllMembers': 'airPlayPassword',
	'smtpServer.get': 'basicAuthCredentials.password graphApiCredentials.clientSecret googleMailCredentials.clientSecret',
	'staticMobileDeviceGroup.getAllMembers': 'airPlayPassword',
	'venafi.get': 'refreshToken',
};

let planted = 0;
const plant = () => `canary-${String(++planted).padStart(4, '0')}`;

/** An object with canaries at dotted paths. */
function withCanaries(paths: readonly string[], base: IDataObject = {}): IDataObject {
	const object = structuredClone(base);
	for (const path of paths) {
		const names = path.split('.');
		let inner = object;
		for (const name of names.slice(0, -1)) {
			if (typeof inner[name] !== 'object' || inner[name] === null) inner[name] = {};
			inner = inner[name] as IDataObject;
		}
		inner[names.at(-1) ?? ''] = plant();
	}
	return object;
}

/** Everything that n8n stores of a run. */
const stored = ({ run, error }: NodeRun) =>
	JSON.stringify([run.data.resultData.runData, error?.message, error?.description, error?.stack]);
const canariesIn = (text: string) => new Set(text.match(/canary-\d{4}/g));

function find(name: string): OperationRow {
	const [resource = '', operation = ''] = name.split('.');
	const row = findOperation(findResource(pro, resource), operation);
	if (row === undefined) throw new Error(`no row ${name}`);
	return row;
}

/** A response with canaries, and the parameters of the operation. */
function prepare(name: string, paths: readonly string[]): { parameters: INodeParameters; count: number } {
	const row = find(name);
	const before = planted;
	const fields = Object.fromEntries((row.expects ?? []).map((field) => [field, null]));
	const id = Object.hasOwn(fields, 'id') ? { id: '1' } : {};
	const object = withCanaries(paths, { ...fields, clientId: 'c', ...id });
	const body = row.list === undefined ? object : { totalCount: 1, results: [object] };
	bench.simulator.fault({
		kind: 'status',
		status: 200,
		body: JSON.stringify(body),
		contentType: 'application/json',
		method: row.routes[0].method,
		path: new RegExp(`^/api${row.routes[0].path.replace(/\{\w+\}/g, '[^/]+')}(\\?|$)`),
	});
	const ids = Object.fromEntries((row.path ?? []).map((each) => [each.as ?? each.name, locator('id', '1')]));
	return {
		parameters: { ...ids, output: 'raw', confirm: true, options: { rotateOwnClient: true } },
		count: planted - before,
	};
}

const run = async (name: string, parameters: INodeParameters, type = JAMF_PRO) => {
	const [resource = '', operation = ''] = name.split('.');
	return await bench.engine.runNode(type, { resource, operation, ...parameters });
};

describe('in outputs', () => {
	test.each(Object.entries(ASKED))(
		'%s shows its secret, unless Reveal Secrets is off or a tool asks',
		async (name, paths) => {
			const { parameters, count } = prepare(name, paths.split(' '));
			expect(canariesIn(stored(await run(name, parameters))).size).toBe(count);
			expect(canariesIn(stored(await run(name, { ...parameters, reveal: false }))).size).toBe(0);
			expect(canariesIn(stored(await run(name, parameters, `${JAMF_PRO}Tool`))).size).toBe(0);
			expect(
				canariesIn(stored(await run(name, { ...parameters, reveal: '={{ true }}' }, `${JAMF_PRO}Tool`))).size,
			).toBe(0);
			expect(canariesIn(stored(await run(name, { ...parameters, reveal: true }, `${JAMF_PRO}Tool`))).size).toBe(count);
		},
	);

	test.each(Object.entries(INCLUDED))('%s hides its secrets, unless Reveal Secrets is on', async (name, paths) => {
		const { parameters, count } = prepare(name, [...paths.split(' '), 'another.password', 'more.of.clientSecret']);
		expect(canariesIn(stored(await run(name, parameters))).size).toBe(0);
		expect(canariesIn(stored(await run(name, parameters, `${JAMF_PRO}Tool`))).size).toBe(0);
		expect(canariesIn(stored(await run(name, { ...parameters, reveal: true }))).size).toBe(count);
	});
});

/** Operations whose body has secret fields, in both nodes. */
const bodies = (
	[
		[pro, proFields(), JAMF_PRO],
		[classic, classicFields(), JAMF_CLASSIC],
	] as const
).flatMap(([catalogue, fields, type]) =>
	catalogue.resources.flatMap(({ value, operations }) =>
		operations.flatMap((row) => {
			const rows = findFields(fields, value, row.value) ?? [];
			const secrets = rows.filter(({ secret }) => secret === true).map(({ name }) => name);
			const isForm = row.body !== undefined && row.body.kind === undefined && row.body.free !== true;
			return secrets.length > 0 && isForm && row.hidden !== true
				? [
						{
							title: `${type === JAMF_PRO ? 'pro' : 'classic'} ${value}.${row.value}`,
							type,
							row,
							name: `${value}.${row.value}`,
							secrets,
						},
					]
				: [];
		}),
	),
);

describe('in previews and errors', () => {
	test.each(bodies)('$title', async ({ type, row, name, secrets }) => {
		const ids = Object.fromEntries((row.path ?? []).map((each) => [each.as ?? each.name, locator('id', '1')]));
		const options = { sendUnknownFields: true, clearSecrets: true };
		const parameters = { ...ids, bodyMode: 'json', confirm: true, options };
		const visible = async (more: INodeParameters) => {
			const body = JSON.stringify(withCanaries(secrets, { name: 'x' }));
			const { run: done, error } = await run(name, { ...parameters, body, ...more }, type);
			// The parameters of the node are part of the workflow, not of the execution.
			return canariesIn(
				JSON.stringify([done.data.resultData.runData.Jamf?.[0]?.data ?? null, error?.message, error?.description]),
			).size;
		};
		expect(await visible({ previewOnly: true })).toBe(0);
		bench.simulator.fault({ kind: 'status', status: 400, body: 'json', method: row.routes[0].method });
		expect(await visible({})).toBe(0);
		bench.simulator.clearFaults();
		bench.simulator.fault({ kind: 'resetAfter', method: row.routes[0].method });
		expect(await visible({})).toBe(0);
	});
});

describe('in static data', () => {
	const SECTIONS = ['general', 'hardware', 'operatingSystem', 'security', 'diskEncryption', 'purchasing'];
	const addComputer = () => {
		const secrets = SECTIONS.flatMap((name) => [`${name}.password`, `${name}.personalRecoveryKey`]);
		bench.simulator.state.computers.add(withCanaries(secrets) as never);
	};
	const all = ['GENERAL', 'HARDWARE', 'OPERATING_SYSTEM', 'SECURITY', 'DISK_ENCRYPTION', 'PURCHASING'];

	test('of a feed', async () => {
		addComputer();
		const workflow = new SavedWorkflow(bench.engine);
		const [get, commit] = ['getChanges', 'commitChanges'].map((operation) => ({
			...bench.engine.node(JAMF_PRO, { resource: 'computer', operation, sections: all }),
			id: operation,
			name: operation,
		}));
		const to = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });
		const start = { id: 't', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1 };
		const done = await workflow.run({
			nodes: [{ ...start, position: [0, 0], parameters: {} }, get!, commit!],
			connections: { Start: to('getChanges'), getChanges: to('commitChanges') },
		});
		expect([done.error, done.items('getChanges').length > 3]).toEqual([undefined, true]);
		expect(workflow.staticData).not.toBe('{}');
		expect(canariesIn(workflow.staticData).size).toBe(0);
	});

	test('of the inventory trigger', async () => {
		const host = new PollHost(bench.engine, { resource: 'computer', firstRun: 'all', sections: all });
		addComputer();
		expect((await host.poll()).length).toBeGreaterThan(3);
		expect(canariesIn(host.savedStaticData).size).toBe(0);
		expect(host.savedStaticData).not.toBe('{}');
	});

	test('of the trigger, whose webhooks have a secret', async () => {
		const host = await TriggerHost.open(bench.engine, { events: ['ComputerAdded'] }, {});
		await host.activate();
		const store = bench.simulator.state.classic.store('webhooks');
		const own = store.ids().filter((id) => String(store.read(id)?.url).startsWith(host.baseUrl));
		const headers = own.map((id) => JSON.parse(String(store.read(id)?.header)) as Record<string, string>);
		const secrets = headers.flatMap((header) => Object.values(header));
		expect(secrets).toEqual([expect.stringMatching(/.{32}/)]);
		const body = JSON.stringify({ webhook: {}, event: {} });
		await fetch(host.url(), { method: 'POST', headers: { 'content-type': 'application/json', ...headers[0] }, body });
		await fetch(host.url(), { method: 'POST', headers: { 'content-type': 'application/json' }, body });
		expect(host.savedStaticData).not.toBe('{}');
		for (const secret of secrets) expect(host.savedStaticData + logged.join('\n')).not.toContain(secret);
		await host.deactivate();
		await host.stopListening();
		await host.close();
	});
});

describe('in exports', () => {
	const exports = pro.resources.flatMap(({ value, operations }) =>
		operations
			.filter((row) => /^export/.test(row.value) && row.responseType === 'file')
			.map((row) => [`${value}.${row.value}`, row] as const),
	);

	test('all are tried', () => expect(exports.length).toBeGreaterThan(10));

	test.each(exports)('%s', async (name, row) => {
		const places = (row.path ?? []).map((each) => [each.as ?? each.name, locator('id', '1')]);
		const ids = { ...Object.fromEntries(places), columnsToExport: 'computerName' } as INodeParameters;
		const path = new RegExp(`^/api${row.routes[0].path.replace(/\{\w+\}/g, '[^/]+')}(\\?|$)`);
		const { method } = row.routes[0];
		const secrets = withCanaries(['password', 'a.token']);
		const body = JSON.stringify({ errors: [{ code: 'X', field: 'name' }], ...secrets });
		bench.simulator.fault({ kind: 'status', status: 400, body, contentType: 'application/json', method, path });
		const refused = await run(name, ids);
		expect(refused.error).toBeDefined();
		// Jamf's own words are shown, but nothing else of the body.
		expect([...canariesIn(stored(refused))]).toEqual([]);
		bench.simulator.clearFaults();
		const { run: done } = await run(name, ids);
		const files =
			done.data.resultData.runData.Jamf?.[0]?.data?.main?.[0]?.map(({ binary }) => binary?.data?.data) ?? [];
		for (const file of files) expect([...canariesIn(Buffer.from(file ?? '', 'base64').toString())]).toEqual([]);
	});
});

test('no canary is in a log', () => {
	expect(logged.length).toBeGreaterThan(300);
	expect([...canariesIn(logged.join('\n'))]).toEqual([]);
});

test('more than 300 canaries were planted', () => {
	process.stdout.write(`${planted} canaries, 0 found where they were not asked for\n`);
	expect(planted).toBeGreaterThan(300);
});

test('a masked secret is not written back', async () => {
	const body = JSON.stringify({ name: 'Point', password: '[redacted]' });
	const { error } = await bench.pro('building', 'create', { bodyMode: 'json', body });
	expect(error?.message).toBe('The body contains [redacted], which stands for a secret that was not revealed.');
	const note = await bench.pro('building', 'create', { bodyMode: 'json', body: '{ "name": "A [redacted] name" }' });
	expect(note.json).toHaveLength(1);
});
