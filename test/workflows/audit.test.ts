import { TestBench } from '../../harness/testBench';

let bench: TestBench;
beforeEach(async () => {
	bench = await TestBench.open({ computers: 0 });
});
afterEach(async () => await bench.close());

interface Options {
	baseline?: Record<string, string[]>;
	workflows?: object;
	maxTokenLifetime?: number;
}

/** The findings about everything but the simulator's own administrator. */
async function audit({ baseline = {}, workflows, maxTokenLifetime }: Options = {}) {
	const { json } = await bench.pro('apiRole', 'audit', {
		baseline: JSON.stringify(baseline),
		workflows: workflows === undefined ? '' : JSON.stringify(workflows),
		options: maxTokenLifetime === undefined ? {} : { maxTokenLifetime },
	});
	return json
		.filter(({ subject }) => !String(subject).includes('Simulator Administrator'))
		.map(({ severity, finding, subject, privileges }) => ({ severity, finding, subject, privileges }));
}

test('reports nothing about a role that is used and needed', async () => {
	bench.simulator.addClient({ displayName: 'Sites', privileges: ['Read Sites'] });
	const parameters = { resource: 'site', operation: 'getAll' };
	const workflows = { nodes: [{ name: 'Sites', type: 'n8n-nodes-jamf.jamfPro', parameters }] };
	expect(await audit({ baseline: { Sites: ['Read Sites'] }, workflows })).toEqual([]);
});

test('compares roles with the baseline', async () => {
	bench.simulator.addClient({ displayName: 'Sync', privileges: ['Read Sites', 'Read Scripts'] });
	bench.simulator.addClient({ displayName: 'New', privileges: ['Read Sites'] });
	const found = await audit({ baseline: { Sync: ['Read Sites', 'Read Computers'], Gone: [] } });
	expect(found).toEqual([
		{ severity: 'medium', finding: 'extraPrivileges', subject: 'API role "Sync"', privileges: ['Read Scripts'] },
		{ severity: 'medium', finding: 'unlistedRole', subject: 'API role "New"', privileges: [] },
		{ severity: 'medium', finding: 'missingRole', subject: 'API role "Gone"', privileges: [] },
		{ severity: 'low', finding: 'missingPrivileges', subject: 'API role "Sync"', privileges: ['Read Computers'] },
	]);
});

test('reports privileges that no workflow needs, and those that give privileges', async () => {
	bench.simulator.addClient({ displayName: 'Wide', privileges: ['Read Sites', 'Delete Scripts', 'Update API Roles'] });
	const parameters = { resource: 'site', operation: 'getAll' };
	const workflows = { nodes: [{ name: 'Sites', type: 'n8n-nodes-jamf.jamfPro', parameters }] };
	const subject = 'API role "Wide"';
	expect(await audit({ workflows })).toEqual([
		{ severity: 'high', finding: 'grantingPrivileges', subject, privileges: ['Update API Roles'] },
		{ severity: 'medium', finding: 'unneededPrivileges', subject, privileges: ['Delete Scripts', 'Update API Roles'] },
	]);
	expect(await audit()).toEqual([
		{ severity: 'high', finding: 'grantingPrivileges', subject, privileges: ['Update API Roles'] },
	]);
});

test('reports names that the server does not know, unused roles, and clients', async () => {
	const { roles } = bench.simulator.state;
	roles.insert((id) => ({ id, displayName: 'Old', privileges: ['Read Floppy Disks'] }));
	bench.simulator.addClient({ displayName: 'Off', roles: ['Old'], enabled: false });
	bench.simulator.addClient({ displayName: 'Idle', accessTokenLifetimeSeconds: 7200 });
	bench.simulator.addClient({ displayName: 'Site', privileges: ['Read Sites'] });
	roles.insert((id) => ({ id, displayName: 'Spare', privileges: [] }));
	expect(await audit()).toEqual([
		{ severity: 'medium', finding: 'longTokenLifetime', subject: 'API client "Idle"', privileges: [] },
		{ severity: 'low', finding: 'unknownPrivileges', subject: 'API role "Old"', privileges: ['Read Floppy Disks'] },
		{ severity: 'low', finding: 'unusedRole', subject: 'API role "Spare"', privileges: [] },
		{ severity: 'low', finding: 'disabledClient', subject: 'API client "Off"', privileges: [] },
		{ severity: 'low', finding: 'clientWithoutRole', subject: 'API client "Idle"', privileges: [] },
	]);
	expect((await audit({ maxTokenLifetime: 7200 })).some(({ finding }) => finding === 'longTokenLifetime')).toBe(false);
});

test('says what to do about each finding', async () => {
	bench.simulator.addClient({ displayName: 'Idle' });
	const { json } = await bench.pro('apiRole', 'audit', { baseline: '{}', workflows: '' });
	for (const { message, recommendation } of json) {
		expect(message).toMatch(/^[A-Z].*\.$/);
		expect(recommendation).toMatch(/^[A-Z].*\.$/);
	}
});

test('rejects a baseline in another format', async () => {
	const { error } = await bench.pro('apiRole', 'audit', { baseline: '{ "Sync": "Read Sites" }', workflows: '' });
	expect(error?.message).toMatch(/not an object with a list/);
});
