import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { mapFields } from '../../harness/mapFields';
import { locator, TestBench } from '../../harness/testBench';
import { dialect } from '../../nodes/JamfPro/dialect';
import { findFields } from '../../nodes/shared/catalogue/find';
import { createFieldText, findProResource } from './fieldValues';

let bench: TestBench;
beforeAll(async () => {
	bench = await TestBench.open({ computers: 5 });
});
afterAll(async () => await bench.close());

describe('operations of resources without a full create, read, update and delete cycle', () => {
	const jamf = async (resource: string, operation: string, parameters: INodeParameters = {}) =>
		(await bench.pro(resource, operation, parameters)).json;
	const given = (value: Record<string, string>): INodeParameters => ({
		bodyMode: 'fields',
		fields: { mappingMode: 'defineBelow', value },
	});

	test('finds a mobile device by name, serial number and UDID, and updates it', async () => {
		const all = await jamf('mobileDevice', 'getAll', {
			returnAll: true,
			sections: ['GENERAL', 'HARDWARE'],
			output: 'raw',
		});
		const second = all[1];
		const { displayName, udid } = (second?.general ?? {}) as IDataObject;
		const { serialNumber } = (second?.hardware ?? {}) as IDataObject;
		const names: Array<[string, unknown]> = [
			['id', second?.mobileDeviceId],
			['name', displayName],
			['serialNumber', serialNumber],
			['udid', udid],
		];
		for (const [mode, value] of names) {
			const id = { __rl: true, mode, value: String(value) };
			const [read] = await jamf('mobileDevice', 'get', { id, output: 'raw' });
			expect({ mode, id: read?.id }).toEqual({ mode, id: second?.mobileDeviceId });
		}
		await jamf('mobileDevice', 'update', { id: locator('name', String(displayName)), ...given({ assetTag: 'A-1' }) });
		const [read] = await jamf('mobileDevice', 'get', {
			id: locator('id', String(second?.mobileDeviceId)),
			output: 'raw',
		});
		expect(read).toMatchObject({ assetTag: 'A-1' });
	});

	test('creates a language by its first update', async () => {
		const id = locator('id', 'nl');
		const first = given({ languageCode: 'nl', name: 'Dutch', title: 'Welkom' });
		await jamf('enrollmentLanguage', 'update', { id, ...first });
		await jamf('enrollmentLanguage', 'update', { id, ...given({ title: 'Hallo' }) });
		const [read] = await jamf('enrollmentLanguage', 'get', { id, output: 'raw' });
		expect(read).toMatchObject({ languageCode: 'nl', name: 'Dutch', title: 'Hallo' });
	});

	test('reads and cancels log flushing tasks', async () => {
		const fields = findFields(dialect.fields(), 'logFlushing', 'createTask') ?? [];
		const value = Object.fromEntries(fields.map((field) => [field.name, createFieldText('logFlushing', field, 1)]));
		const [{ id } = {}] = await jamf('logFlushing', 'createTask', { ...given(value), confirm: true });
		const [task] = await jamf('logFlushing', 'getTask', { id: String(id) });
		expect(task).toMatchObject({ id });
		expect((await jamf('logFlushing', 'getAllTasks', { returnAll: true })).map((each) => each.id)).toContain(id);
		expect(await jamf('logFlushing', 'deleteTask', { id: String(id) })).toEqual([{ deleted: true, id }]);
		expect((await bench.pro('logFlushing', 'getTask', { id: String(id) })).error).toMatchObject({ httpCode: '404' });
	});

	test('manages panels of an enrollment customization', async () => {
		const fields = findFields(dialect.fields(), 'enrollmentCustomizationPanel', 'createText') ?? [];
		const value = Object.fromEntries(fields.map((field) => [field.name, createFieldText('', field, 1)]));
		const owner = { id: locator('id', '1') };
		const [{ id } = {}] = await jamf('enrollmentCustomizationPanel', 'createText', {
			...owner,
			...mapFields(fields, value),
		});
		const panel = { ...owner, panelId: String(id) };
		await jamf('enrollmentCustomizationPanel', 'updateText', { ...panel, ...given({ title: 'Welcome' }) });
		const [read] = await jamf('enrollmentCustomizationPanel', 'getText', panel);
		expect(read).toMatchObject({
			...(fields.some(({ name }) => name === 'body') && { body: value.body }),
			title: 'Welcome',
		});
		expect(await jamf('enrollmentCustomizationPanel', 'deleteText', panel)).toMatchObject([{ deleted: true }]);
	});

	test('returns a response for each device of commands and update plans', async () => {
		const sent = await jamf('mdmCommand', 'send', { managementIds: 'a, b', commandType: 'RESTART_DEVICE' });
		expect(sent).toEqual([1, 2].map(() => ({ id: expect.any(String), href: expect.any(String) })));
		const filter = { filterBy: 'rsql', rsql: 'status=="PENDING"', returnAll: true };
		expect((await bench.pro('mdmCommand', 'getAll', filter)).error).toBeUndefined();
		const [plan] = await jamf('managedSoftwareUpdatePlan', 'getAll', { returnAll: true });
		const id = locator('id', String(plan?.planUuid));
		expect((await jamf('managedSoftwareUpdatePlan', 'get', { id }))[0]?.planUuid).toBe(plan?.planUuid);
	});

	test.each(['patchPolicy', 'patchTitle'])('%s: adds to the dashboard and removes from it', async (value) => {
		const [{ id } = {}] = await jamf(value, 'getAll', { returnAll: true });
		const own = { id: locator('id', String(id)) };
		const states = [await jamf(value, 'getDashboardStatus', own)];
		for (const change of ['addToDashboard', 'removeFromDashboard']) {
			expect(await jamf(value, change, own)).toMatchObject([{ id }]);
			states.push(await jamf(value, 'getDashboardStatus', own));
		}
		expect(states.flat().map(({ onDashboard }) => onDashboard)).toEqual([false, true, false]);
	});

	test('lists the logs of a patch policy, gets that of one device, and retries', async () => {
		const id = locator('id', '1');
		const logs = await jamf('patchPolicy', 'getAllLogs', { id, returnAll: true, output: 'raw' });
		expect(logs.length).toBeGreaterThan(1);
		const deviceId = '1';
		expect(await jamf('patchPolicy', 'getLog', { id, deviceId })).toMatchObject([logs[0] ?? {}]);
		const retried = await bench.pro('patchPolicy', 'retryLogs', { id, ...given({ deviceIds: `["${deviceId}"]` }) });
		expect(retried.error).toBeUndefined();
		expect(bench.requests.at(-1)).toBe('POST /api/v2/patch-policies/1/logs/retry');
	});

	test('gets the local administrator password from a serial number, and sets a new one', async () => {
		const [computer] = await jamf('computer', 'getAll', { limit: 1, output: 'raw' });
		const { managementId } = (computer?.general ?? {}) as IDataObject;
		const device = { id: String(managementId) };
		const [account] = await jamf('localAdminPassword', 'getAllAccounts', { ...device, returnAll: true });
		expect(account).toMatchObject({ username: 'admin', clientManagementId: managementId });
		const user = { ...device, username: String(account?.username) };
		const byGuid = { ...user, guid: String(account?.guid) };
		const [before] = await jamf('localAdminPassword', 'get', user);
		expect(before).toEqual({ password: expect.stringMatching(/^made-/) });
		expect(await jamf('localAdminPassword', 'getByGuid', byGuid)).toEqual([before]);

		const pending = await jamf('localAdminPassword', 'getAllPendingRotations', { returnAll: true });
		expect(pending).toMatchObject([{ lapsUser: { guid: account?.guid } }]);
		const list = JSON.stringify([{ username: 'admin', password: 'new "one" <é>' }]);
		await jamf('localAdminPassword', 'setPasswords', { ...device, ...given({ lapsUserPasswordList: list }) });
		expect(await jamf('localAdminPassword', 'get', user)).toEqual([{ password: 'new "one" <é>' }]);
		const audits = await jamf('localAdminPassword', 'getAllAudits', { ...user, returnAll: true });
		expect(audits.map(({ audits: views }) => (views as unknown[]).length)).toEqual([2, 1]);
		expect(await jamf('localAdminPassword', 'getAllHistory', { ...device, returnAll: true })).toHaveLength(3);
		const other = await bench.pro('localAdminPassword', 'get', { ...user, username: 'nobody' });
		expect(other.error).toMatchObject({ httpCode: '404' });
	});

	test('updates a Jamf Connect profile, and adds a note to its history', async () => {
		const id = locator('id', '1');
		const change = { version: '2.45.0', autoDeploymentType: 'PATCH_UPDATES' };
		await jamf('jamfConnect', 'updateConfigProfile', { id, ...given(change) });
		const profiles = await jamf('jamfConnect', 'getAllConfigProfiles', { returnAll: true, output: 'raw' });
		expect(profiles[0]).toMatchObject(change);
		await jamf('jamfConnect', 'addHistoryNote', { note: 'Updated by n8n' });
		const history = await jamf('jamfConnect', 'getAllHistory', { returnAll: true });
		expect(history.map(({ note }) => note)).toContain('Updated by n8n');
	});

	test('lists sites from the Classic API, and LDAP servers', async () => {
		const sites = await jamf('site', 'getAll', { returnAll: true });
		const classic = await bench.classic({ resource: 'site', operation: 'getAll', returnAll: true });
		expect(sites.map(({ name }) => name)).toEqual(classic.json.map(({ name }) => name));
		const objects = await jamf('site', 'getAllObjects', {
			id: locator('name', String(sites[1]?.name)),
			returnAll: true,
		});
		expect(objects.length).toBeGreaterThan(0);
		expect(bench.requests.at(-1)).toBe(`GET /api/v1/sites/${String(sites[1]?.id)}/objects`);
		const servers = await jamf('ldapServer', 'getAll', { returnAll: true });
		expect(servers.length).toBeGreaterThan(1);
		await jamf('ldapServer', 'getAllGroups', { options: { search: 'teachers & more' }, returnAll: true });
		expect(bench.simulator.journal.at(-1)?.query).toBe('q=teachers%20%26%20more');
	});

	test('returns information about the server', async () => {
		expect(await jamf('serverInformation', 'getVersion')).toEqual([{ version: expect.stringMatching(/^11\.32\.0/) }]);
		expect(await jamf('serverInformation', 'get')).toMatchObject([{ patchEnabled: true }]);
		expect(await jamf('serverInformation', 'getCloudInformation')).toMatchObject([{ cloudInstance: false }]);
		expect(await jamf('serverInformation', 'checkHealth')).toEqual([{ healthy: true }]);
	});

	test.each(['accountGroup', 'deviceEnrollment', 'ebook', 'group', 'jamfRemoteAssist', 'staticUserGroup'])(
		'%s: reads each object of the list',
		async (value) => {
			const field = findProResource(value).objects?.idField ?? 'id';
			const all = await jamf(value, 'getAll', { returnAll: true, output: 'raw' });
			expect(all.length).toBeGreaterThan(1);
			for (const each of all) {
				const id = locator('id', String(each[field]));
				expect((await jamf(value, 'get', { id, output: 'raw' }))[0]?.[field]).toBe(each[field]);
			}
		},
	);

	test('deletes a notification by type and ID', async () => {
		expect(await jamf('notification', 'delete', { type: 'EXCEEDED_LICENSE_COUNT', id: '1' })).toMatchObject([
			{ deleted: true },
		]);
	});
});
