import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { JournalEntry } from '../../simulator';
import { locator, Stage } from '../helpers/stage';

let stage: Stage;

beforeAll(async () => {
	stage = await Stage.open({ computers: 30, tokenLifetimeSeconds: 3600 });
});
beforeEach(() => stage.simulator.resetStats());
afterEach(() => {
	stage.simulator.clearFaults();
	stage.signInAs(stage.simulator.client);
});
afterAll(async () => await stage.close());

async function run(resource: string, operation: string, parameters: INodeParameters = {}): Promise<IDataObject[]> {
	return (await stage.classic({ resource, operation, ...parameters })).json;
}

/** What goes wrong, as n8n shows it, and what was sent to the API meanwhile. */
async function failure(resource: string, operation: string, parameters: INodeParameters) {
	const { error } = await stage.classic({ resource, operation, ...parameters });
	if (error === undefined) throw new Error(`${resource}.${operation} did not fail`);
	return { message: error.message, hint: error.description ?? '' };
}

const json = (value: object): INodeParameters => ({ bodyMode: 'json', body: JSON.stringify(value) });
const fields = (value: INodeParameters): INodeParameters => ({
	bodyMode: 'fields',
	fields: { mappingMode: 'defineBelow', value },
});

const writes = (): JournalEntry[] =>
	stage.simulator.journal.filter(({ method, path }) => method !== 'GET' && path.includes('JSSResource'));

const PLIST = '<?xml version="1.0"?><plist><dict><key>A &amp; B</key><string>"x" < y</string></dict></plist>';

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

	test('is created, read, listed, changed and deleted', async () => {
		const [answer] = await run(resource, 'create', json(created));
		expect(answer).toEqual({ id: expect.any(Number) as number });
		id = String(answer?.id);
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

	test('what was read can be written again', async () => {
		const [answer] = await run(resource, 'create', { ...json(created), options: { returnFullRecord: true } });
		id = String(answer?.id ?? (answer?.general as IDataObject).id);
		await run(resource, 'update', { id: locator('id', id), ...json(answer ?? {}) });
		const [again] = await run(resource, 'get', { id: locator('id', id) });
		expect(again).toEqual(answer);
		await run(resource, 'delete', { id: locator('id', id) });
	});
});
