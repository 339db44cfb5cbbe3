import type { INodeParameters } from 'n8n-workflow';
import { locator, TestBench } from '../../harness/testBench';

let bench: TestBench | undefined;
afterEach(async () => {
	await bench?.close();
	bench = undefined;
});

const open = async (serverVersion: string) => (bench = await TestBench.open({ serverVersion, computers: 4 }));

/** What servers of these versions support, by the release notes and documents (jamf-behavior 4.6, 4.7). */
const SERVERS = [
	{ version: '10.49.0', inventory: 'v1', groups: 'v2', titles: 'v2', isRenamed: false, added: [] },
	{ version: '11.5.0', inventory: 'v1', groups: 'v2', titles: 'v2', isRenamed: false, added: [] },
	{ version: '11.20.0', inventory: 'v2', groups: 'v2', titles: 'v2', isRenamed: false, added: [] },
	{ version: '11.28.0', inventory: 'v3', groups: 'v3', titles: 'v2', isRenamed: false, added: [] },
	{ version: '11.30.0', inventory: 'v4', groups: 'v3', titles: 'v3', isRenamed: false, added: ['titles'] },
	{
		version: '11.32.0',
		inventory: 'v4',
		groups: 'v3',
		titles: 'v3',
		isRenamed: true,
		added: ['titles', 'environment', 'broker', 'notifications'],
	},
];

const NEW: Record<string, [resource: string, operation: string]> = {
	titles: ['appInstallerTitle', 'getAll'],
	environment: ['serverInformation', 'getEnvironmentType'],
	broker: ['sso', 'getOidcBrokerConfig'],
	notifications: ['notification', 'deleteAll'],
};

const fields = (value: INodeParameters) => ({ fields: { mappingMode: 'defineBelow', value } });

describe.each(SERVERS)('a server of version $version', ({ version, inventory, groups, titles, isRenamed, added }) => {
	test('uses its newest route', async () => {
		const on = await open(version);
		for (const [resource, path] of [
			['computer', `${inventory}/computers-inventory`],
			['smartComputerGroup', `${groups}/computer-groups/smart-groups`],
			['patchTitle', `${titles}/patch-software-title-configurations`],
		] as const) {
			const run = await on.pro(resource, 'getAll', { returnAll: true });
			expect(run.error?.message).toBeUndefined();
			expect(on.requests.at(-1)).toBe(`GET /api/${path}`);
		}
	});

	test('reports an operation that it lacks, and sends nothing else', async () => {
		const on = await open(version);
		for (const [name, [resource, operation]] of Object.entries(NEW)) {
			on.simulator.resetStats();
			const { error } = await on.pro(resource, operation, { returnAll: true });
			expect({ name, code: error?.httpCode }).toEqual({ name, code: added.includes(name) ? undefined : '404' });
			expect(on.requests).toHaveLength(1);
		}
	});

	test('names a missing privilege as this and other servers call it', async () => {
		const on = await open(version);
		on.signInWith(['Read API Roles', 'View JSS Information']);
		const refused = await on.pro('activationCode', 'getAllHistory', { returnAll: true });
		expect(refused.error?.message).toContain(
			'lacks the privilege "Read License Information" (before 11.31: "Read Activation Code") (GET /v1/activation-code',
		);
		on.signInWith([isRenamed ? 'Read License Information' : 'Read Activation Code']);
		const allowed = await on.pro('activationCode', 'getAllHistory', { returnAll: true });
		expect(allowed.error?.message).toBeUndefined();
	});

	test('lists the privilege under the name of its version', async () => {
		const on = await open(version);
		const { json } = await on.pro('apiRolePrivilege', 'search', { name: 'License Information', returnAll: true });
		const former = await on.pro('apiRolePrivilege', 'search', { name: 'Activation Code', returnAll: true });
		expect([json.length, former.json.length]).toEqual(isRenamed ? [2, 0] : [0, 2]);
	});

	test('rejects fields and values of 11.32 on servers that lack them', async () => {
		const on = await open(version);
		const isNew = version === '11.32.0';
		const expected = { code: isNew ? undefined : '400' };
		const computers = await on.pro('computer', 'getAll', {
			returnAll: true,
			filterBy: 'manual',
			filter: { conditions: [{ field: 'general.awaitingConfiguration', operator: 'equals', value: 'false' }] },
		});
		expect({ code: computers.error?.httpCode }).toEqual(expected);
		const devices = await on.pro('mobileDevice', 'getAll', {
			returnAll: true,
			filterBy: 'rsql',
			rsql: 'lockdownModeEnabled==false',
		});
		expect({ code: devices.error?.httpCode }).toEqual(expected);
		const account = await on.pro('account', 'create', {
			bodyMode: 'json',
			body: JSON.stringify({ username: 'moved', accountType: 'MIGRATED', email: 'a@example.com', realname: 'A' }),
		});
		expect({ code: account.error?.httpCode }).toEqual(expected);
	});

	test('omits a field required since 11.32 from an update when the server does not have it', async () => {
		const on = await open(version);
		const run = await on.pro('accountPreferences', 'update', fields({ timezone: 'Europe/Berlin' }));
		expect(run.error?.message).toBeUndefined();
		const read = await on.pro('accountPreferences', 'get');
		expect('showDirectoryGroupUuidColumn' in (read.json[0] ?? {})).toBe(version === '11.32.0');
		expect(read.json[0]).toMatchObject({ timezone: 'Europe/Berlin' });
	});
});

test('returns the new computer properties from 11.32 on', async () => {
	const on = await open('11.30.0');
	const read = async (bench: TestBench) => {
		const sections = ['GENERAL', 'SECURITY'];
		const run = await bench.pro('computer', 'get', { id: locator('id', '1'), sections, output: 'raw' });
		const [{ general, security }] = run.json as [{ general: object; security: object }];
		return ['appleEnrollmentType', 'awaitingConfiguration', 'lockdownModeEnabled'].filter(
			(name) => name in general || name in security,
		);
	};
	expect(await read(on)).toEqual([]);
	const newer = await TestBench.open({ serverVersion: '11.32.0', computers: 4 });
	expect(await read(newer)).toEqual(['appleEnrollmentType', 'awaitingConfiguration', 'lockdownModeEnabled']);
	await newer.close();
});

test('does not ask for a privilege that the role has under its former name', async () => {
	const on = await open('11.30.0');
	on.signInWith(['Read API Roles', 'Update Activation Code']);
	const { error } = await on.pro('slasa', 'accept');
	expect(error?.message).toContain('lacks the privilege "View JSS Information" (POST /v1/slasa');
});
