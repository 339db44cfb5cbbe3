import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { JournalEntry } from '../../simulator';
import { JamfClassic } from '../../nodes/JamfClassic/JamfClassic.node';
import { locator, TestBench } from '../../harness/testBench';

let bench: TestBench;

beforeAll(async () => {
	bench = await TestBench.open({ computers: 30, tokenLifetimeSeconds: 3600 });
});
beforeEach(() => bench.simulator.resetStats());
afterEach(() => {
	bench.simulator.clearFaults();
	bench.signInAs(bench.simulator.client);
});
afterAll(async () => await bench.close());

async function run(resource: string, operation: string, parameters: INodeParameters = {}): Promise<IDataObject[]> {
	return (await bench.classic({ resource, operation, ...parameters })).json;
}

/** The error as n8n shows it, and the requests that the API received. */
async function failure(resource: string, operation: string, parameters: INodeParameters) {
	const { error } = await bench.classic({ resource, operation, ...parameters });
	if (error === undefined) throw new Error(`${resource}.${operation} did not fail`);
	return { message: error.message, hint: error.description ?? '' };
}

const json = (value: object): INodeParameters => ({ bodyMode: 'json', body: JSON.stringify(value) });
const fields = (value: INodeParameters): INodeParameters => ({
	bodyMode: 'fields',
	fields: { mappingMode: 'defineBelow', value },
});

const writes = (): JournalEntry[] =>
	bench.simulator.journal.filter(({ method, path }) => method !== 'GET' && path.includes('JSSResource'));

const PLIST = '<?xml version="1.0"?><plist><dict><key>A &amp; B</key><string>"x" &lt; y</string></dict></plist>';

const OBJECTS: Array<[resource: string, created: IDataObject, changed: IDataObject]> = [
	['category', { name: 'A & B <"\'>', priority: 5 }, { priority: 7 }],
	['building', { name: 'Berlin 😀' }, { name: 'Köln' }],
	[
		'policy',
		{ general: { name: 'Policy', enabled: true, frequency: 'Ongoing' }, scope: { all_computers: true } },
		{ general: { name: 'Policy', enabled: false, frequency: 'Once per computer' } },
	],
	[
		'macosConfigurationProfile',
		{ general: { name: 'Profile', payloads: PLIST }, scope: { all_computers: false } },
		{ scope: { all_computers: true } },
	],
	[
		'mobileDeviceConfigurationProfile',
		{ general: { name: 'Mobile Profile', payloads: PLIST } },
		{ scope: { all_mobile_devices: true } },
	],
	['computerGroup', { name: 'Static', is_smart: false }, { name: 'Static 2' }],
	['mobileDeviceGroup', { name: 'Mobile Static', is_smart: false }, { name: 'Mobile Static 2' }],
	['userGroup', { name: 'User Static', is_smart: false }, { name: 'User Static 2' }],
	['script', { name: 'Script', script_contents: '#!/bin/sh\necho "a && b" > /tmp/x\n' }, { notes: 'changed' }],
	[
		'webhook',
		{
			name: 'Webhook',
			enabled: true,
			url: 'https://example.com/a?b=1&c=2',
			content_type: 'application/json',
			event: 'ComputerAdded',
		},
		{ enabled: false },
	],
	['user', { name: 'anna', email: 'anna@example.com' }, { full_name: 'Anna' }],
	['printer', { name: 'Printer', uri: 'lpd://10.0.0.1/', location: '1 < 2' }, { location: 'Hall' }],
	[
		'computerExtensionAttribute',
		{ name: 'EA', data_type: 'String', input_type: { type: 'Pop-up Menu', popup_choices: ['a', 'b & c'] } },
		{ description: 'd' },
	],
	[
		'mobileDeviceExtensionAttribute',
		{ name: 'Mobile EA', data_type: 'String', input_type: { type: 'Text Field' } },
		{ description: 'd' },
	],
	[
		'userExtensionAttribute',
		{ name: 'User EA', data_type: 'String', input_type: { type: 'Text Field' } },
		{ description: 'd' },
	],
	[
		'restrictedSoftware',
		{ general: { name: 'Restricted', process_name: 'Bad.app' } },
		{ scope: { all_computers: true } },
	],
];

describe.each(OBJECTS)('%s', (resource, created, changed) => {
	let id = '';

	test('creates, reads, lists, updates and deletes', async () => {
		const [response] = await run(resource, 'create', json(created));
		expect(response).toEqual({ id: expect.any(Number) as number });
		id = String(response?.id);
		const [object] = await run(resource, 'get', { id: locator('id', id) });
		expect(object).toMatchObject(created);
		const title = String((created.general as IDataObject | undefined)?.name ?? created.name);
		const all = await run(resource, 'getAll', { returnAll: true });
		expect(all).toContainEqual(expect.objectContaining({ id: Number(id), name: title }));
		expect(await run(resource, 'getAll', { limit: 1 })).toHaveLength(1);
		expect(await run(resource, 'get', { id: locator('name', title) })).toEqual([object]);
		await run(resource, 'update', { id: locator('id', id), ...json(changed) });
		expect((await run(resource, 'get', { id: locator('id', id) }))[0]).toMatchObject({ ...created, ...changed });
		expect(await run(resource, 'delete', { id: locator('id', id) })).toEqual([{ deleted: true, id }]);
		expect((await failure(resource, 'get', { id: locator('id', id) })).message).toContain('HTTP 404');
	});

	test('writes back what it read', async () => {
		const [response] = await run(resource, 'create', { ...json(created), options: { returnFullRecord: true } });
		id = String(response?.id ?? (response?.general as IDataObject).id);
		await run(resource, 'update', { id: locator('id', id), ...json(response ?? {}) });
		const [again] = await run(resource, 'get', { id: locator('id', id) });
		expect(again).toEqual(response);
		await run(resource, 'delete', { id: locator('id', id) });
	});
});

test('keeps leading zeros of a GSX account number', async () => {
	await run('gsxConnection', 'update', fields({ account_number: '0000012345' }));
	expect(await run('gsxConnection', 'get')).toMatchObject([{ account_number: '0000012345' }]);
});

test('does not find or delete by serial number an object that has none', async () => {
	const [{ id } = {}] = await run('category', 'create', json({ name: 'Kept' }));
	const named = { __rl: true, mode: 'serialNumber', value: String(id) };
	const { message } = await failure('category', 'delete', { id: named });
	expect(message).toBe('Looking up categories by serial number is not supported.');
	expect(await run('category', 'get', { id: locator('id', String(id)) })).toMatchObject([{ name: 'Kept' }]);
});

test('keeps notifications of a Mac app on when it is written back', async () => {
	const id = locator('id', '1');
	const [app] = await run('macApp', 'get', { id });
	expect(app?.self_service).toMatchObject({ notification: ['true', 'Self Service'] });
	await run('macApp', 'update', { id, ...json(app ?? {}) });
	const [again] = await run('macApp', 'get', { id });
	expect(again?.self_service).toMatchObject({ notification: ['true', 'Self Service'] });
});

describe('reading', () => {
	test('finds an object by a name with leading and trailing spaces', async () => {
		const store = bench.simulator.state.classic.store('sites');
		const id = store.insert({ name: 'Blank ' });
		expect(await run('site', 'get', { id: locator('name', 'Blank ') })).toMatchObject([{ id }]);
		const other = store.insert({ name: 'Blank' });
		expect(await run('site', 'get', { id: locator('name', 'blank') })).toMatchObject([{ id: other }]);
	});

	test('finds a computer by each of its identifiers', async () => {
		const [{ id, serial_number: serialNumber, udid, mac_address: macAddress } = {}] = await run(
			'computer',
			'getAllBasic',
			{
				limit: 1,
			},
		);
		const [byId] = await run('computer', 'get', { id: locator('id', String(id)), output: 'raw' });
		const modes = { serialNumber, udid, macAddress };
		for (const [mode, value] of Object.entries(modes)) {
			const named = { __rl: true, mode, value: String(value) };
			expect(await run('computer', 'get', { id: named, output: 'raw' })).toEqual([byId]);
		}
		const { message } = await failure('computer', 'get', { id: { __rl: true, mode: 'serialNumber', value: 'X/Y' } });
		expect(message).toBe('There is no computer with the serial number "X/Y".');
	});

	test('requests only the chosen subsets', async () => {
		const id = locator('list', '1');
		const [part] = await run('policy', 'get', { id, subsets: ['General', 'Scope'], output: 'raw' });
		expect(Object.keys(part ?? {}).sort()).toEqual(['general', 'scope']);
		expect(bench.requests).toContain('GET /JSSResource/policies/id/1/subset/General&Scope');
		const { message } = await failure('policy', 'get', { id, subsets: ['../../accounts'] });
		expect(message).toBe('There is no subset "../../accounts".');
	});

	test('Search supports the wildcards of the server', async () => {
		const all = await run('computer', 'getAllBasic', { returnAll: true });
		const serial = String(all[0]?.serial_number);
		const found = await run('computer', 'search', { match: `${serial.slice(0, -1)}*`, returnAll: true });
		expect(found).toContainEqual(expect.objectContaining({ serial_number: serial }));
		expect(found.length).toBeLessThan(all.length);
	});

	test('returns the raw response: lossy JSON, and XML', async () => {
		const id = locator('id', '1');
		const [shaped] = await run('policy', 'get', { id, output: 'raw' });
		const [rawJson] = await run('policy', 'get', { id, options: { responseFormat: 'json' } });
		const [rawXml] = await run('policy', 'get', { id, options: { responseFormat: 'xml' } });
		expect(shaped).toHaveProperty('scope.computers');
		expect(rawJson).toHaveProperty('policy.general.id', 1);
		expect(rawXml).toEqual({ xml: expect.stringMatching(/^<\?xml.*<policy>.*<\/policy>$/s) as string });
		const [list] = await run('category', 'getAll', { options: { responseFormat: 'xml' } });
		expect(list).toEqual({ xml: expect.stringContaining('<categories><size>') as string });
	});

	test('keeps invitation numbers exact', async () => {
		const [first] = await run('computerInvitation', 'getAll', { limit: 1 });
		expect(first?.invitation).toMatch(/^\d{39}$/);
		const [whole] = await run('computerInvitation', 'get', { id: locator('id', String(first?.id)) });
		expect(whole?.invitation).toBe(first?.invitation);
		const [generic] = (await bench.classic({ method: 'GET', path: '/computerinvitations' })).json;
		expect(generic?.computer_invitations).toContainEqual(expect.objectContaining({ invitation: first?.invitation }));
	});

	test('lists the choices of pickers', async () => {
		const context = bench.engine.loadOptions('n8n-nodes-jamf.jamfClassic', { resource: 'policy', operation: 'get' });
		const { methods } = new JamfClassic();
		const found = await methods.listSearch.searchPolicy?.call(context, 'browser');
		expect(found?.results).toEqual([{ name: 'Install Browser', value: '1' }]);
		const form = bench.engine.loadOptions('n8n-nodes-jamf.jamfClassic', { resource: 'category', operation: 'create' });
		const mapper = await methods.resourceMapping.getBodyFields.call(form);
		expect(mapper.fields.map(({ id, required }) => [id, required])).toEqual([
			['name', true],
			['priority', false],
		]);
	});
});

describe('writing', () => {
	test('writes fields, and keeps the names of nested objects with their IDs', async () => {
		const [{ id } = {}] = await run(
			'policy',
			'create',
			fields({ 'general.name': 'By Fields', 'general.enabled': 'true' }),
		);
		const [policy] = await run('policy', 'get', { id: locator('id', String(id)), output: 'raw' });
		expect(policy).toMatchObject({ general: { name: 'By Fields', enabled: true } });
		await run('policy', 'update', { id: locator('id', String(id)), ...fields({ 'general.name': 'Renamed' }) });
		expect(writes().map(({ path }) => path)).toEqual([
			'/JSSResource/policies/id/0',
			`/JSSResource/policies/id/${String(id)}`,
		]);
		await run('policy', 'delete', { id: locator('id', String(id)) });
	});

	test('writes XML text', async () => {
		const xml = '<category><name>By &amp; XML</name></category>';
		const [{ id } = {}] = await run('category', 'create', { bodyMode: 'xml', xml });
		expect(await run('category', 'get', { id: locator('id', String(id)) })).toMatchObject([{ name: 'By & XML' }]);
		await run('category', 'delete', { id: locator('id', String(id)) });
	});

	test.each([
		['category', 'create', json({ nmae: 'x' }), 'There is no field "nmae"'],
		['category', 'create', json({ priority: 5 }), 'The field name is missing.'],
		['category', 'create', json({ name: 'a\u0000b' }), 'name contains a control character'],
		['category', 'create', json({ name: 'a', priority: 'high' }), 'priority must be a number.'],
		['category', 'create', { bodyMode: 'xml', xml: '<category>' }, 'The XML body cannot be sent'],
		['category', 'create', { bodyMode: 'xml', xml: '<policy/>' }, 'it must be <category>.'],
		['category', 'create', fields({ priority: 5 }), 'Required fields are empty: Name.'],
		['policy', 'create', json({ scope: {} }), 'The field general.name is missing.'],
		[
			'policy',
			'update',
			{ id: locator('id', '1'), ...json({ general: { frequency: 'ongoing' } }) },
			'"ongoing" is not a valid value',
		],
		[
			'policy',
			'update',
			{ id: locator('id', '1'), ...json({ scope: { computers: { id: 1 }, jss_users: [] } }) },
			'scope.computers must be a list.',
		],
		[
			'webhook',
			'create',
			json({ name: 'a', url: 'https://example.com', event: 'Nothing' }),
			'"Nothing" is not a valid value of event',
		],
	])('sends nothing when the input is invalid: %s %s %j', async (resource, operation, parameters, told) => {
		const { message, hint } = await failure(resource, operation, parameters as INodeParameters);
		expect(message).toContain(told);
		expect(hint).toContain('Nothing was sent.');
		expect(writes()).toEqual([]);
	});

	test('Send Unknown Fields sends fields that the server drops', async () => {
		const [{ id } = {}] = await run('category', 'create', {
			...json({ name: 'Unknown', new_field: 1 }),
			options: { sendUnknownFields: true },
		});
		await run('category', 'delete', { id: locator('id', String(id)) });
	});

	test('reports a name that is already in use', async () => {
		const { message, hint } = await failure('policy', 'create', json({ general: { name: 'install browser' } }));
		expect(message).toBe('There is already another policy named "install browser" (ID 1).');
		expect(hint).toContain('Choose another name');
	});

	test('counts a deletion answered by 400 as done when the object is gone', async () => {
		const [{ id } = {}] = await run('ebook', 'create', json({ general: { name: 'Book' } }));
		expect(await run('ebook', 'delete', { id: locator('id', String(id)) })).toEqual([
			{ deleted: true, id: String(id) },
		]);
		bench.simulator.fault({ kind: 'status', status: 400, path: /ebooks/, times: 1 });
		expect((await failure('ebook', 'delete', { id: locator('id', '1') })).message).toContain('HTTP 400');
	});

	test('keeps concurrent items apart', async () => {
		bench.simulator.fault({ kind: 'parallelConflict' });
		const input = Array.from({ length: 12 }, (_, index) => ({ json: { name: `Parallel ${index}` } }));
		const run12 = await bench.classic(
			{ resource: 'building', operation: 'create', bodyMode: 'json', body: '={{ JSON.stringify($json) }}' },
			{ input },
		);
		expect(run12.items).toHaveLength(12);
		for (const { id } of run12.json) await run('building', 'delete', { id: locator('id', String(id)) });
	});

	test('sends a device command without a body', async () => {
		const [device] = await run('mobileDevice', 'getAll', { limit: 1 });
		const parameters = { command: 'UpdateInventory', idList: String(device?.id), ...fields({}) };
		expect(await run('mobileDeviceCommand', 'sendToDevices', parameters)).toHaveLength(1);
		expect(writes().map(({ path }) => path)).toEqual([
			`/JSSResource/mobiledevicecommands/command/UpdateInventory/id/${String(device?.id)}`,
		]);
	});

	test('uploads a file in the form field "name"', async () => {
		const input = [{ json: {}, binary: { data: { data: 'aGVsbG8=', mimeType: 'image/png', fileName: 'a "b".png' } } }];
		const upload = { resource: 'fileUpload', operation: 'upload' };
		const parameters = { target: 'policies', idType: 'id', id: '1', binaryPropertyName: 'data' };
		expect((await bench.classic({ ...upload, ...parameters }, { input })).json).toEqual([{ success: true, id: '1' }]);
		expect(writes().map(({ path }) => path)).toEqual(['/JSSResource/fileuploads/policies/id/1']);
	});
});

describe('what the server rejects', () => {
	test('names a missing privilege, whatever the path', async () => {
		bench.signInWith(['Read Policies', 'Read API Roles']);
		expect(
			(await failure('policy', 'update', { id: locator('id', '1'), ...json({ general: { name: 'x' } }) })).message,
		).toBe('The API client lacks the privilege "Update Policies" (PUT /policies/id/1, HTTP 401)');
		bench.signInWith(['Read API Roles']);
		const subset = { id: locator('id', '1'), subsets: ['General'] };
		expect((await failure('policy', 'get', subset)).message).toContain('lacks the privilege "Read Policies"');
	});

	test('does not mistake a missing object for a retired command', async () => {
		const body = { general: { command: 'EnableRemoteDesktop' }, computers: [{ id: 99999 }] };
		const { message } = await failure('computerCommand', 'send', { command: 'EnableRemoteDesktop', ...json(body) });
		expect(message).toContain('Jamf could not find this object or path');
	});

	test('names the replacement of a retired command', async () => {
		const { error } = await bench.classic({ method: 'POST', path: '/computercommands/command/BlankPush/id/1' });
		expect(error?.message).toContain('HTTP 400');
		expect(error?.description).toContain(
			'Jamf removed the Classic command BlankPush in Jamf Pro 11.28. Use MDM Command: Send Blank Push of the Jamf Pro node instead.',
		);
		const erase = await failure('mobileDeviceCommand', 'send', {
			...json({ general: { command: 'EraseDevice' }, mobile_devices: [{ id: 1 }] }),
			options: { confirm: true },
		});
		expect(erase.hint).toContain('Use MDM Command: Send with the command ERASE_DEVICE');
		const lock = await failure('mobileDeviceCommand', 'deviceLock', { idList: '1', confirm: true });
		expect(lock.hint).toContain('Use MDM Command: Send with the command DEVICE_LOCK');
	});
});
