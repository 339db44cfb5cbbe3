import type { INodeParameters } from 'n8n-workflow';
import { JAMF_CLASSIC, JAMF_PRO } from '../../harness/engine';
import { locator, TestBench } from '../../harness/testBench';

/** Responses with status 200 from something between n8n and Jamf Pro. */
const BODIES: Record<string, string> = {
	'a fault of a gateway': '{"fault":{"faultstring":"Service unavailable","detail":{"errorcode":"down"}}}',
	'an error': '{"httpStatus":503,"errors":[{"code":"UNAVAILABLE","description":"try later","id":"0","field":null}]}',
	'an error text': '{"error":"maintenance"}',
	'a maintenance notice': '{"status":"maintenance","message":"Jamf Pro is starting"}',
	'a login page': '<!DOCTYPE html><html><head><title>Sign in</title></head><body><form></form></body></html>',
	'a login page in XHTML':
		'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Sign in</title></head><body/></html>',
};

let bench: TestBench;
beforeAll(async () => {
	bench = await TestBench.open({ computers: 2 });
	// Reads are retried without a delay.
	jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterAll(async () => {
	jest.restoreAllMocks();
	await bench.close();
});
beforeEach(() => {
	bench.simulator.clearFaults();
	bench.simulator.resetStats();
});

interface Kind {
	name: string;
	node: string;
	parameters: INodeParameters;
	method: string;
	path: RegExp;
	/** What the error says after a request that was not carried out, and after one that was. Without `late`, the node succeeds. */
	early: RegExp;
	late?: RegExp;
}

const UNKNOWN = /^Jamf may have carried out the change: check the object before you run this again\./;
const json = (value: object): INodeParameters => ({ bodyMode: 'json', body: JSON.stringify(value) });

let count = 0;
/** The kinds of writes, each with an object of its own. */
async function makeKinds(): Promise<Kind[]> {
	const name = `Wrong ${++count}`;
	const { id } = bench.simulator.state.buildings.insert((number) => ({ id: number, name, city: 'Berlin' }));
	const one = { id: locator('id', String(id)) };
	const department: INodeParameters = { resource: 'department', operation: 'create', ...json({ name }) };
	const made = await bench.engine.runNode(JAMF_CLASSIC, department);
	const other = { id: locator('id', String(made.json[0]?.id)) };
	const pro = (title: string, resource: string, operation: string, parameters: INodeParameters) => ({
		name: title,
		node: JAMF_PRO,
		parameters: { resource, operation, ...parameters },
	});
	const classic = (...args: Parameters<typeof pro>) => ({ ...pro(...args), node: JAMF_CLASSIC });
	const absent = /A search found no (building|department) with this name: it was probably not created/;
	const present = /A search found the (building|department) with this name \(ID \d+\)/;
	const send = (method: string, path: string) => ({ method, path, bodyKind: 'json', json: '{"name":"X"}' });
	return [
		{
			...pro('Create', 'building', 'create', json({ name: `${name} new` })),
			method: 'POST',
			path: /v1\/buildings$/,
			early: absent,
			late: present,
		},
		{
			...pro('Update', 'building', 'update', { ...one, ...json({ city: name }) }),
			method: 'PUT',
			path: /v1\/buildings\/\d+$/,
			early: UNKNOWN,
		},
		{
			...pro('Delete', 'building', 'delete', one),
			method: 'DELETE',
			path: /v1\/buildings\/\d+$/,
			early: UNKNOWN,
		},
		{
			...pro('an action', 'computer', 'removeMdmProfile', { id: locator('id', '1'), confirm: true }),
			method: 'POST',
			path: /remove-mdm-profile$/,
			early: UNKNOWN,
			late: UNKNOWN,
		},
		{
			...pro('API Request', 'apiRequest', 'send', send('POST', '/v1/categories')),
			method: 'POST',
			path: /v1\/categories$/,
			early: UNKNOWN,
			late: UNKNOWN,
		},
		{
			...classic('Classic Create', 'department', 'create', json({ name: `${name} new` })),
			method: 'POST',
			path: /departments\/id\/0$/,
			early: absent,
			late: present,
		},
		{
			...classic('Classic Update', 'department', 'update', { ...other, ...json({ name: `${name} changed` }) }),
			method: 'PUT',
			path: /departments\/id\/\d+$/,
			early: UNKNOWN,
		},
		{
			...classic('Classic Delete', 'department', 'delete', other),
			method: 'DELETE',
			path: /departments\/id\/\d+$/,
			early: UNKNOWN,
		},
	];
}

const NAMES = [
	'Create',
	'Update',
	'Delete',
	'an action',
	'API Request',
	'Classic Create',
	'Classic Update',
	'Classic Delete',
];
const trials = NAMES.flatMap((name) => Object.entries(BODIES).map(([title, body]) => ({ name, title, body })));

describe.each([
	{ when: 'that was not carried out', isLate: false },
	{ when: 'that was carried out', isLate: true },
])('a write $when', ({ isLate }) => {
	test.each(trials)('$name: does not mistake $title for a success', async ({ name, body }) => {
		const kind = (await makeKinds()).find((each) => each.name === name);
		if (kind === undefined) throw new Error(`no kind ${name}`);
		const { node, parameters, method, path, early, late } = kind;
		bench.simulator.resetStats();
		const contentType = body.startsWith('<') ? 'application/xml' : 'application/json';
		const late200 = { ...(isLate && { late: true as const }) };
		bench.simulator.fault({ kind: 'status', status: 200, body, contentType, method, path, times: 1, ...late200 });
		const run = await bench.engine.runNode(node, parameters);
		const { error } = run;
		expect(bench.requests.filter((request) => !request.startsWith('GET'))).toHaveLength(1);
		const expected = isLate ? late : early;
		if (expected === undefined) {
			expect(error).toBeUndefined();
			expect(run.json).toHaveLength(1);
			return;
		}
		expect(error?.message).toMatch(/^The server('s response is| returned a web page)/);
		expect(error?.description).toMatch(expected);
	});
});

/** Hand-written operations, each with an object of its own; what the error says as above. */
const HANDWRITTEN: Record<string, () => Promise<Omit<Kind, 'name'>>> = {
	'API Role: Create': async () => ({
		...proNode('apiRole', 'create', { displayName: newName(), privileges: ['Read Sites'] }),
		method: 'POST',
		path: /v1\/api-roles$/,
		early: /A search found no API role with this name: it was probably not created/,
		late: /A search found the API role with this name \(ID \d+\)/,
	}),
	'API Role: Create or Update': async () => ({
		...proNode('apiRole', 'upsert', { displayName: newName(), privileges: ['Read Sites'] }),
		method: 'POST',
		path: /v1\/api-roles$/,
		early: /A search found no API role with this name: it was probably not created/,
	}),
	'API Role: Update': async () => ({
		...proNode('apiRole', 'update', {
			...(await create('apiRole', { displayName: newName(), privileges: ['Read Sites'] })),
			displayName: newName(),
			privilegeChange: 'replace',
			privileges: ['Read Sites', 'Read Buildings'],
		}),
		method: 'PUT',
		path: /v1\/api-roles\/\d+$/,
		early: UNKNOWN,
	}),
	'API Client: Update': async () => ({
		...proNode('apiIntegration', 'update', {
			...(await create('apiIntegration', { displayName: newName(), roles: [] })),
			updateFields: { displayName: newName(), accessTokenLifetimeSeconds: 90 },
		}),
		method: 'PUT',
		path: /v1\/api-integrations\/\d+$/,
		early: UNKNOWN,
	}),
	'MDM Command: Send': async () => ({
		...proNode('mdmCommand', 'send', { managementIds: 'm', commandType: 'SECURITY_INFO' }),
		method: 'POST',
		path: /mdm\/commands$/,
		early: UNKNOWN,
		late: UNKNOWN,
	}),
	'Static Computer Group: Add Members': async () => ({
		...proNode('staticComputerGroup', 'addMembers', {
			...(await create('staticComputerGroup', json({ name: newName(), siteId: '-1', assignments: [] }))),
			membersBy: 'id',
			members: '1',
		}),
		method: 'PUT',
		path: /computergroups\/id\/\d+$/,
		early: UNKNOWN,
	}),
	'Classic Policy: Add Targets': async () => {
		const policy = { resource: 'policy', operation: 'create', ...json({ general: { name: newName() } }) };
		const made = await bench.engine.runNode(JAMF_CLASSIC, policy);
		const id = locator('id', String(made.json[0]?.id));
		const options = { unreadableIsEmpty: true };
		const given = { id, targetType: 'computers', targetsBy: 'id', targets: '1', options };
		return {
			node: JAMF_CLASSIC,
			parameters: { resource: 'policy', operation: 'addTargets', ...given },
			method: 'PUT',
			path: /policies\/id\/\d+$/,
			early: UNKNOWN,
		};
	},
};

const proNode = (resource: string, operation: string, parameters: INodeParameters) => ({
	node: JAMF_PRO,
	parameters: { resource, operation, ...parameters },
});
const newName = () => `Wrong ${++count}`;
const create = async (resource: string, parameters: INodeParameters) => {
	const made = await bench.pro(resource, 'create', parameters);
	return { id: locator('id', String(made.json[0]?.id)) };
};

describe.each([
	{ when: 'that was not carried out', isLate: false },
	{ when: 'that was carried out', isLate: true },
])('a write of a hand-written operation $when', ({ isLate }) => {
	const bodies = Object.entries(BODIES).slice(2, 5);
	const entries = Object.keys(HANDWRITTEN).flatMap((name) => bodies.map((body) => [name, ...body]));
	test.each(entries)('%s: does not mistake %s for a success', async (name, _, body) => {
		const { node, parameters, method, path, early, late } = await HANDWRITTEN[name]!();
		const contentType = body.startsWith('<') ? 'application/xml' : 'application/json';
		const late200 = { ...(isLate && { late: true as const }) };
		bench.simulator.fault({ kind: 'status', status: 200, body, contentType, method, path, times: 1, ...late200 });
		const run = await bench.engine.runNode(node, parameters);
		const expected = isLate ? late : early;
		expect({ message: run.error?.message, isError: run.error !== undefined }).toMatchObject({
			isError: expected !== undefined,
		});
		if (expected === undefined) expect(run.json).toHaveLength(1);
		else expect(run.error?.description).toMatch(expected);
	});
});

test.each([
	['building', json({ name: 'Empty response' })],
	['apiRole', { displayName: 'Empty response', privileges: ['Read Sites'] }],
	['apiIntegration', { displayName: 'Empty response', roles: [] }],
	['staticComputerGroup', json({ name: 'Empty response', siteId: '-1', assignments: [] })],
])('%s: does not mistake an empty response for a creation', async (resource, parameters) => {
	bench.simulator.fault({ kind: 'status', status: 200, body: '', method: 'POST', path: /^\/api\/v\d/, times: 1 });
	const { error } = await bench.pro(resource, 'create', parameters);
	expect(error?.message).toBe("The server's response is empty.");
	expect(error?.description).toMatch(/A search found no .* with this name: it was probably not created/);
});

test.each(Object.entries(BODIES))('a download: does not mistake %s for a file', async (_, body) => {
	for (const contentType of ['application/json', 'image/png', 'application/xhtml+xml']) {
		bench.simulator.clearFaults();
		bench.simulator.fault({ kind: 'status', status: 200, body, contentType, method: 'GET', path: /icon\/download/ });
		const { error } = await bench.pro('icon', 'download', { id: '1' });
		expect(error?.message).toMatch(/^The server('s response is an error| returned a web page)/);
	}
});

test('a download with an empty or a short file ends', async () => {
	for (const body of ['', 'x']) {
		bench.simulator.clearFaults();
		bench.simulator.fault({
			kind: 'status',
			status: 200,
			body,
			contentType: 'image/png',
			method: 'GET',
			path: /icon\/download/,
		});
		const run = await bench.pro('icon', 'download', { id: '1' });
		expect(run.error).toBeUndefined();
		expect(run.items[0]?.binary?.data).toBeDefined();
	}
});
