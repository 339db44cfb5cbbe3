import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { findFields, findOperation, findResource } from '../../nodes/shared/catalogue/find';
import { pro } from '../../nodes/shared/catalogue/lookup';
import type { FieldRow, OperationRow, ResourceRow } from '../../nodes/shared/catalogue/types';
import { dialect } from '../../nodes/JamfPro/dialect';
import { runChain } from '../../harness/runChain';
import { mapFields } from '../../harness/mapFields';
import { locator, TestBench } from '../../harness/testBench';

let stage: TestBench;
beforeAll(async () => {
	stage = await TestBench.open({ computers: 5 });
});
afterAll(async () => await stage.close());

type Mode = 'fields' | 'json';

/** What only these servers' rules allow. */
const VALUES: Record<string, string> = {
	'account.ldapServerId': '-1',
	'appInstallerDeployment.appTitleId': 'A01',
	'category.priority': '7',
	'computer.purchasing.lifeExpectancy': '4',
};
/** Where servers take or show less than the document says: inventory is told by the computer, names follow from IDs. */
const WRITABLE: Record<string, RegExp> = {
	computer: /^(general\.(name|assetTag|barcode\d)|purchasing\.\w+|userAndLocation\.\w+)$(?<!extensionAttributes)/,
	script: /^(?!categoryName)/,
};

function resourceOf(value: string): ResourceRow {
	const resource = findResource(pro, value);
	if (resource === undefined) throw new Error(`there is no resource ${value}`);
	return resource;
}

/** A text for every field, as the form stores it. */
function textFor(resource: string, { name, type, options }: FieldRow, turn: number): string {
	const own = VALUES[`${resource}.${name}`];
	if (own !== undefined) return own;
	if (options !== undefined) return String(options[turn % options.length]);
	if (type === 'boolean') return String(turn % 2 === 1);
	if (type === 'number') return String(10 + turn);
	if (type === 'json') return '[]';
	if (type === 'dateTime') return `2026-11-2${turn}T10:00:00.000Z`;
	return /Ids?$/.test(name) ? '-1' : `${name} "${turn}" <é>`;
}

/** The same as JSON has it. */
function valueFor({ type, options }: FieldRow, text: string): unknown {
	if (type === 'boolean' || type === 'number' || type === 'json') return JSON.parse(text);
	return options?.find((option) => String(option) === text) ?? text;
}

interface Body {
	parameters: INodeParameters;
	/** By field. */
	values: Map<string, unknown>;
}

/** The form of a create or an update, filled in by fields or as JSON. */
function bodyFor(resource: ResourceRow, row: OperationRow, mode: Mode, turn: number, wanted?: string[]): Body {
	const fields = (findFields(dialect.fields(), resource.value, row.value) ?? []).filter(
		({ name }) => (wanted?.includes(name) ?? true) && (WRITABLE[resource.value]?.test(name) ?? true),
	);
	const texts = fields.map((field) => [field, textFor(resource.value, field, turn)] as const);
	const values = new Map(texts.map(([field, text]) => [field.name, valueFor(field, text)]));
	if (mode === 'fields') {
		const value = Object.fromEntries(texts.map(([{ name }, text]) => [name, text]));
		return { values, parameters: mapFields(fields, value) };
	}
	const whole: IDataObject = {};
	for (const [name, value] of values) put(whole, name.split('.'), value);
	return { values, parameters: { bodyMode: 'json', body: JSON.stringify(whole) } };
}

function put(target: IDataObject, [name = '', ...rest]: string[], value: unknown): void {
	if (rest.length === 0) target[name] = value as IDataObject;
	else put((target[name] ??= {}) as IDataObject, rest, value);
}

function at(record: unknown, name: string): unknown {
	return name.split('.').reduce<unknown>((value, part) => (value as IDataObject | undefined)?.[part], record);
}

/** What of the values a record shows again. */
function shown(resource: ResourceRow, row: OperationRow, record: IDataObject, { values }: Body) {
	const secret = new Set(
		(findFields(dialect.fields(), resource.value, row.value) ?? []).flatMap((f) => (f.secret ? f.name : [])),
	);
	const readable = [...values].filter(([name]) => !secret.has(name));
	return {
		read: Object.fromEntries(readable.map(([name]) => [name, at(record, name)])),
		written: Object.fromEntries(readable),
	};
}

const CREATED = '={{ $("Create").first().json';

const CRUD = [
	'account',
	'adcsSettings',
	'advancedMobileDeviceSearch',
	'advancedUserContentSearch',
	'appInstallerDeployment',
	'building',
	'category',
	'cloudAzure',
	'cloudLdap',
	'computer',
	'computerExtensionAttribute',
	'computerPrestage',
	'department',
	'digicert',
	'distributionPoint',
	'dockItem',
	'enrollmentAccessGroup',
	'enrollmentCustomization',
	'inventoryPreload',
	'mobileDeviceExtensionAttribute',
	'mobileDevicePrestage',
	'package',
	'patchTitle',
	'returnToService',
	'script',
	'selfServiceBrandingIos',
	'selfServiceBrandingMacOs',
	'smartComputerGroup',
	'smartMobileDeviceGroup',
	'staticComputerGroup',
	'staticMobileDeviceGroup',
	'supervisionIdentity',
	'user',
	'venafi',
	'volumePurchasingLocation',
	'volumePurchasingSubscription',
];

describe.each<[Mode, Mode]>([
	['fields', 'json'],
	['json', 'fields'],
])('created by %s, updated by %s', (createMode, updateMode) => {
	test.each(CRUD)('%s', async (value) => {
		const resource = resourceOf(value);
		const row = (operation: string) => findOperation(resource, operation) ?? missing(value, operation);
		const turn = createMode === 'fields' ? 1 : 2;
		const create = bodyFor(resource, row('create'), createMode, turn);
		const title = resource.objects?.titleField ?? 'id';
		// Two other fields than the name, of which the update must leave the rest alone.
		const fields = findFields(dialect.fields(), value, 'update') ?? [];
		const others = fields.filter(({ name }) => create.values.has(name) && name !== title && !name.endsWith('Id'));
		const changed = (others.length > 0 ? others : fields).slice(0, 2);
		const { routes, body } = row('update');
		const isPartial = routes[0].method === 'PATCH' || body?.merge !== undefined;
		const sent = isPartial ? changed : fields.filter((field) => field.required === true || changed.includes(field));
		const names = sent.map(({ name }) => name);
		const update = bodyFor(resource, row('update'), updateMode, turn + 2, names);
		const read = value === 'computer' ? 'getDetail' : 'get';
		const id = resource.objects === undefined ? `${CREATED}.id }}` : locator('id', `${CREATED}.id }}`);
		const step = (name: string, operation: string, parameters: INodeParameters) => ({
			name,
			resource: value,
			operation,
			parameters,
		});
		const lists = findOperation(resource, 'getAll') !== undefined;
		const run = await runChain(stage.engine, [
			step('Create', 'create', create.parameters),
			step('Get', read, { id, simplify: false }),
			step('Update', 'update', { id, ...update.parameters, options: { allowEmptyList: true } }),
			step('Get Changed', read, { id, simplify: false }),
			...(lists ? [step('Get Many', 'getAll', { returnAll: true, simplify: false })] : []),
			...(lists ? [step('Get First', 'getAll', { returnAll: false, limit: 1 })] : []),
			step('Delete', 'delete', { id }),
			step('Try Gone', read, { id }),
		]);
		const made = run.first('Create');
		expect(made).toEqual({ id: expect.any(String), href: expect.any(String) });
		const created = shown(resource, row('create'), run.first('Get'), create);
		expect(created.read).toEqual(created.written);
		const after = shown(resource, row('update'), run.first('Get Changed'), update);
		expect(Object.keys(after.written)).not.toEqual([]);
		expect(after.read).toEqual(after.written);
		// What the update did not mention is as it was (jamf-behavior 4.2).
		const kept = shown(resource, row('create'), run.first('Get Changed'), create);
		if (isPartial) expect(kept.read).toEqual({ ...created.read, ...after.written });
		if (lists) {
			const field = resource.objects?.idField ?? 'id';
			expect(run.items('Get Many').map((each) => at(each, field))).toContain(made.id);
			expect(run.items('Get First')).toHaveLength(1);
		}
		expect(run.items('Delete')).toEqual([{ deleted: true, id: made.id }]);
		expect(run.first('Try Gone')).toMatchObject({ error: expect.any(String), message: expect.any(String) });
	});
});

/** Settings: there is one of each, which is read and changed. */
const SETTINGS = pro.resources.filter(({ operations }) => {
	const [get, update] = ['get', 'update'].map((value) => operations.find((each) => each.value === value));
	return get !== undefined && get.path === undefined && update?.body !== undefined && update.path === undefined;
});

describe('settings are changed, and what is not mentioned stays', () => {
	test.each(SETTINGS.map(({ value }) => value))('%s', async (value) => {
		const resource = resourceOf(value);
		const row = findOperation(resource, 'update') ?? missing(value, 'update');
		const fields = findFields(dialect.fields(), value, 'update') ?? [];
		const first = bodyFor(resource, row, 'json', 1);
		const changed = fields.slice(0, 1).map(({ name }) => name);
		const required = fields.filter((field) => field.required).map(({ name }) => name);
		const second = bodyFor(
			resource,
			row,
			'fields',
			2,
			row.body?.merge === undefined ? [...changed, ...required] : changed,
		);
		const run = await runChain(stage.engine, [
			{ name: 'Fill', resource: value, operation: 'update', parameters: first.parameters },
			{ name: 'Get', resource: value, operation: 'get', parameters: { simplify: false } },
			{ name: 'Change', resource: value, operation: 'update', parameters: second.parameters },
			{ name: 'Get Changed', resource: value, operation: 'get', parameters: { simplify: false } },
		]);
		const before = shown(resource, row, run.first('Get'), first);
		expect(before.read).toEqual(before.written);
		const after = shown(resource, row, run.first('Get Changed'), second);
		expect(after.read).toEqual(after.written);
		const kept = shown(resource, row, run.first('Get Changed'), first);
		const isWhole =
			row.routes[0].method === 'PUT' && row.body?.merge === undefined && row.body?.contentType === undefined;
		if (!isWhole) expect(kept.read).toEqual({ ...before.read, ...after.written });
	});
});

describe('what has no whole round of its own', () => {
	const jamf = async (resource: string, operation: string, parameters: INodeParameters = {}) =>
		(await stage.pro(resource, operation, parameters)).json;
	const given = (value: Record<string, string>): INodeParameters => ({
		bodyMode: 'fields',
		fields: { mappingMode: 'defineBelow', value },
	});

	test('a mobile device is found by name, serial number and UDID, and updated', async () => {
		const all = await jamf('mobileDevice', 'getAll', {
			returnAll: true,
			sections: ['GENERAL', 'HARDWARE'],
			simplify: false,
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
			const [read] = await jamf('mobileDevice', 'get', { id, simplify: false });
			expect({ mode, id: read?.mobileDeviceId }).toEqual({ mode, id: second?.mobileDeviceId });
		}
		await jamf('mobileDevice', 'update', { id: locator('name', String(displayName)), ...given({ assetTag: 'A-1' }) });
		const [read] = await jamf('mobileDevice', 'get', {
			id: locator('id', String(second?.mobileDeviceId)),
			simplify: false,
		});
		expect(read).toMatchObject({ assetTag: 'A-1' });
	});

	test('a language is made by its first update', async () => {
		const id = locator('id', 'nl');
		const first = given({ languageCode: 'nl', name: 'Dutch', title: 'Welkom' });
		await jamf('enrollmentLanguage', 'update', { id, ...first });
		await jamf('enrollmentLanguage', 'update', { id, ...given({ title: 'Hallo' }) });
		const [read] = await jamf('enrollmentLanguage', 'get', { id, simplify: false });
		expect(read).toMatchObject({ languageCode: 'nl', name: 'Dutch', title: 'Hallo' });
	});

	test('tasks of log flushing', async () => {
		const fields = findFields(dialect.fields(), 'logFlushing', 'createTask') ?? [];
		const value = Object.fromEntries(fields.map((field) => [field.name, textFor('logFlushing', field, 1)]));
		const [{ id } = {}] = await jamf('logFlushing', 'createTask', { ...given(value), confirm: true });
		const [task] = await jamf('logFlushing', 'getTask', { id: String(id) });
		expect(task).toMatchObject({ id });
		expect((await jamf('logFlushing', 'getAllTasks', { returnAll: true })).map((each) => each.id)).toContain(id);
		expect(await jamf('logFlushing', 'deleteTask', { id: String(id) })).toEqual([{ deleted: true, id }]);
		expect((await stage.pro('logFlushing', 'getTask', { id: String(id) })).error).toMatchObject({ httpCode: '404' });
	});

	test('panels of an enrollment customization', async () => {
		const fields = findFields(dialect.fields(), 'enrollmentCustomizationPanel', 'createText') ?? [];
		const value = Object.fromEntries(fields.map((field) => [field.name, textFor('', field, 1)]));
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

	test('commands and update plans answer for each device', async () => {
		const sent = await jamf('mdmCommand', 'send', { managementIds: 'a, b', commandType: 'RESTART_DEVICE' });
		expect(sent).toEqual([1, 2].map(() => ({ id: expect.any(String), href: expect.any(String) })));
		const filter = { filterBy: 'rsql', rsql: 'status=="PENDING"', returnAll: true };
		expect((await stage.pro('mdmCommand', 'getAll', filter)).error).toBeUndefined();
		const [plan] = await jamf('managedSoftwareUpdatePlan', 'getAll', { returnAll: true });
		const id = locator('id', String(plan?.planUuid));
		expect((await jamf('managedSoftwareUpdatePlan', 'get', { id }))[0]?.planUuid).toBe(plan?.planUuid);
	});

	test.each(['patchPolicy', 'patchTitle'])('%s: on the dashboard and off', async (value) => {
		const [{ id } = {}] = await jamf(value, 'getAll', { returnAll: true });
		const own = { id: locator('id', String(id)) };
		const states = [await jamf(value, 'getDashboardStatus', own)];
		for (const change of ['addToDashboard', 'removeFromDashboard']) {
			expect(await jamf(value, change, own)).toMatchObject([{ id }]);
			states.push(await jamf(value, 'getDashboardStatus', own));
		}
		expect(states.flat().map(({ onDashboard }) => onDashboard)).toEqual([false, true, false]);
	});

	test('a patch policy: its logs, of one device, and once more', async () => {
		const id = locator('id', '1');
		const logs = await jamf('patchPolicy', 'getAllLogs', { id, returnAll: true, simplify: false });
		expect(logs.length).toBeGreaterThan(1);
		const deviceId = '1';
		expect(await jamf('patchPolicy', 'getLog', { id, deviceId })).toEqual([logs[0]]);
		const retried = await stage.pro('patchPolicy', 'retryLogs', { id, ...given({ deviceIds: `["${deviceId}"]` }) });
		expect(retried.error).toBeUndefined();
		expect(stage.requests.at(-1)).toBe('POST /api/v2/patch-policies/1/logs/retry');
	});

	test('the local administrator of a computer: from its serial number to the password, and a new one', async () => {
		const [computer] = await jamf('computer', 'getAll', { limit: 1, simplify: false });
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
		const other = await stage.pro('localAdminPassword', 'get', { ...user, username: 'nobody' });
		expect(other.error).toMatchObject({ httpCode: '404' });
	});

	test('a profile of Jamf Connect is updated, and a note added to its history', async () => {
		const id = locator('id', '1');
		const change = { version: '2.45.0', autoDeploymentType: 'PATCH_UPDATES' };
		await jamf('jamfConnect', 'updateConfigProfile', { id, ...given(change) });
		const profiles = await jamf('jamfConnect', 'getAllConfigProfiles', { returnAll: true, simplify: false });
		expect(profiles.find((each) => each.id === '1')).toMatchObject(change);
		await jamf('jamfConnect', 'addHistoryNote', { note: 'Updated by n8n' });
		const history = await jamf('jamfConnect', 'getAllHistory', { returnAll: true });
		expect(history.map(({ note }) => note)).toContain('Updated by n8n');
	});

	test('sites are those of the Classic API, LDAP servers are read', async () => {
		const sites = await jamf('site', 'getAll', { returnAll: true });
		const classic = await stage.classic({ resource: 'site', operation: 'getAll', returnAll: true });
		expect(sites.map(({ name }) => name)).toEqual(classic.json.map(({ name }) => name));
		const objects = await jamf('site', 'getAllObjects', {
			id: locator('name', String(sites[1]?.name)),
			returnAll: true,
		});
		expect(objects.length).toBeGreaterThan(0);
		expect(stage.requests.at(-1)).toBe(`GET /api/v1/sites/${String(sites[1]?.id)}/objects`);
		const servers = await jamf('ldapServer', 'getAll', { returnAll: true });
		expect(servers.length).toBeGreaterThan(1);
		await jamf('ldapServer', 'getAllGroups', { options: { search: 'teachers & more' }, returnAll: true });
		expect(stage.simulator.journal.at(-1)?.query).toBe('q=teachers%20%26%20more');
	});

	test('the server tells what it is', async () => {
		expect(await jamf('serverInformation', 'getVersion')).toEqual([{ version: expect.stringMatching(/^11\.30\.1/) }]);
		expect(await jamf('serverInformation', 'get')).toMatchObject([{ patchEnabled: true }]);
		expect(await jamf('serverInformation', 'getCloudInformation')).toMatchObject([{ cloudInstance: false }]);
		expect(await jamf('serverInformation', 'checkHealth')).toEqual([{ success: true }]);
	});

	test.each(['accountGroup', 'deviceEnrollment', 'ebook', 'group', 'jamfRemoteAssist', 'staticUserGroup'])(
		'%s: each of the list can be read',
		async (value) => {
			const field = resourceOf(value).objects?.idField ?? 'id';
			const all = await jamf(value, 'getAll', { returnAll: true, simplify: false });
			expect(all.length).toBeGreaterThan(1);
			for (const each of all) {
				const id = locator('id', String(each[field]));
				expect((await jamf(value, 'get', { id, simplify: false }))[0]?.[field]).toBe(each[field]);
			}
		},
	);

	test('a notification is deleted by type and ID', async () => {
		expect(await jamf('notification', 'delete', { type: 'EXCEEDED_LICENSE_COUNT', id: '1' })).toMatchObject([
			{ deleted: true },
		]);
	});
});

function missing(resource: string, operation: string): never {
	throw new Error(`${resource} has no ${operation}`);
}
