import type { INodeParameters } from 'n8n-workflow';
import { JAMF_CLASSIC, JAMF_PRO } from '../../harness/engine';
import { locator, TestBench } from '../../harness/testBench';

let bench: TestBench;
beforeAll(async () => {
	bench = await TestBench.open({ computers: 2 });
	bench.simulator.state.roles.insert((id) => ({ id, displayName: 'Readers', privileges: ['Read Computers'] }));
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

const one = { id: locator('id', '1') };
const fields = (value: INodeParameters): INodeParameters => ({ fields: { mappingMode: 'defineBelow', value } });
const members = { ...one, membersBy: 'id', members: '1' };

interface Trial {
	node?: string;
	resource: string;
	operation: string;
	parameters: INodeParameters;
	/** The request that gets an unexpected response. */
	wrong: { method: 'GET' | 'POST' | 'PUT'; path: RegExp };
}

const get = (path: RegExp) => ({ method: 'GET' as const, path });
const client = { displayName: 'Sync', roles: ['Readers'], enabled: true, accessTokenLifetimeSeconds: 60 };

const READS: Trial[] = [
	{
		resource: 'apiRole',
		operation: 'create',
		parameters: { displayName: 'A', privileges: ['Read Computers'] },
		wrong: get(/api-role-privileges$/),
	},
	{
		resource: 'apiRole',
		operation: 'update',
		parameters: { ...one, displayName: 'B' },
		wrong: get(/api-roles\/1$/),
	},
	{
		resource: 'apiRole',
		operation: 'update',
		parameters: { ...one, privilegeChange: 'add', privileges: ['Read Computers'] },
		wrong: get(/api-roles\/1$/),
	},
	{ resource: 'apiRolePrivilege', operation: 'getAll', parameters: {}, wrong: get(/api-role-privileges$/) },
	{ resource: 'apiRolePrivilege', operation: 'search', parameters: { name: 'read' }, wrong: get(/search/) },
	{
		resource: 'apiIntegration',
		operation: 'update',
		parameters: { ...one, updateFields: { displayName: 'C' } },
		wrong: get(/integrations\/1$/),
	},
	{
		resource: 'apiIntegration',
		operation: 'createClientCredentials',
		parameters: { ...one, options: { rotateOwnClient: true } },
		wrong: get(/integrations\/1$/),
	},
	{
		node: JAMF_CLASSIC,
		resource: 'computerGroup',
		operation: 'addMembers',
		parameters: members,
		wrong: get(/computergroups\/id\/1$/),
	},
	{
		node: JAMF_CLASSIC,
		resource: 'computerGroup',
		operation: 'isMember',
		parameters: members,
		wrong: get(/computergroups\/id\/1$/),
	},
	{
		node: JAMF_CLASSIC,
		resource: 'computerGroup',
		operation: 'setMembers',
		parameters: members,
		wrong: get(/computergroups\/id\/1$/),
	},
];

const none = ['', 'null', '[]', '[null]', '"text"', '7', 'true'];
const others = ['{}', '{"privileges":null}', '{"privileges":"all"}', '{"displayName":null,"privileges":[null]}'];

async function run({ node = JAMF_PRO, resource, operation, parameters, wrong }: Trial, body: string) {
	bench.simulator.fault({ kind: 'status', status: 200, body, contentType: 'application/json', ...wrong });
	const { error } = await bench.engine.runNode(node, { resource, operation, ...parameters });
	return error;
}

const isWrite = (request: string) => !request.startsWith('GET');

describe.each([...none, ...others])('%j where an object is expected', (body) => {
	test.each(READS)('stops $resource $operation before writing', async (trial) => {
		const error = await run(trial, body);
		expect(error).toMatchObject({
			name: 'NodeApiError',
			message: expect.stringMatching(/^The server's response (is|does not have|cannot be read)/),
			description: expect.stringMatching(/API Request|server address|Server URL/),
		});
		expect(error?.description).not.toContain('Jamf may have');
		expect(bench.requests.filter(isWrite)).toEqual([]);
	});
});

describe.each(none)('%j instead of the object that an update starts from', (body) => {
	test.each<Trial>([
		{
			resource: 'category',
			operation: 'update',
			parameters: { ...one, ...fields({ name: 'D' }) },
			wrong: get(/categories\/1$/),
		},
		{
			resource: 'computerPrestage',
			operation: 'update',
			parameters: { ...one, ...fields({ displayName: 'E' }) },
			wrong: get(/computer-prestages\/1$/),
		},
		{
			resource: 'mobileDevicePrestage',
			operation: 'addToScope',
			parameters: { ...one, ...fields({ serialNumbers: '["A"]' }) },
			wrong: get(/scope$/),
		},
	])('stops $resource $operation, which would reset what was not read', async (trial) => {
		expect(await run(trial, body)).toMatchObject({
			name: 'NodeApiError',
			message: expect.stringMatching(/^The server's response is (empty|not an object)/),
		});
		expect(bench.requests.filter(isWrite)).toEqual([]);
	});
});

describe.each(['[]', '"text"', '7'])('%j in response to a write', (body) => {
	test.each<Trial>([
		{
			resource: 'apiRole',
			operation: 'create',
			parameters: { displayName: `F${body}`, privileges: [] },
			wrong: { method: 'POST', path: /api-roles$/ },
		},
		{
			resource: 'apiRole',
			operation: 'update',
			parameters: { ...one, displayName: 'G' },
			wrong: { method: 'PUT', path: /api-roles\/1$/ },
		},
		{
			resource: 'apiIntegration',
			operation: 'create',
			parameters: client,
			wrong: { method: 'POST', path: /integrations$/ },
		},
		{
			resource: 'apiIntegration',
			operation: 'update',
			parameters: { ...one, updateFields: { enabled: false } },
			wrong: { method: 'PUT', path: /integrations\/1$/ },
		},
	])('of $resource $operation: may have been carried out, and is not retried', async (trial) => {
		expect(await run(trial, body)).toMatchObject({
			message: "The server's response is not an object.",
			description: expect.stringMatching(
				/^Jamf may have carried out the change: check the object before you run this again\./,
			),
		});
		expect(bench.requests.filter(isWrite)).toHaveLength(1);
	});
});

test.each(['', '[]', '"text"', '{}', '{"clientId":"x"}', '{"clientId":"x","clientSecret":null}'])(
	'reports a lost secret when the response is %j',
	async (body) => {
		const parameters = { ...one, options: { rotateOwnClient: true } };
		const wrong = { method: 'POST', path: /client-credentials$/ } as const;
		const error = await run(
			{ resource: 'apiIntegration', operation: 'createClientCredentials', parameters, wrong },
			body,
		);
		expect(error).toMatchObject({
			name: 'NodeApiError',
			description: expect.stringMatching(/^The client may have a new, unknown secret.*Run again to create another/),
		});
		expect(bench.requests.filter(isWrite)).toHaveLength(1);
	},
);

test.each(['[null]', '{"totalCount":1,"results":[null]}', '{"totalCount":1,"results":["Readers"]}'])(
	'reports that the list %j names no roles',
	async (body) => {
		const wrong = get(/api-roles$/);
		const error = await run({ resource: 'apiIntegration', operation: 'create', parameters: client, wrong }, body);
		expect(error).toMatchObject({ name: 'NodeApiError', message: expect.stringMatching(/not a list|not an object/) });
		const byName = { id: locator('name', 'Readers') };
		const read = await run({ resource: 'apiRole', operation: 'get', parameters: byName, wrong }, body);
		expect(read?.message).toMatch(
			/not a list|a different list: an entry does not have the expected fields displayName, privileges/,
		);
		expect(bench.requests.filter(isWrite)).toEqual([]);
	},
);

test('accepts an empty response to a write (jamf-behavior 4.3)', async () => {
	bench.simulator.fault({ kind: 'status', status: 200, body: '', method: 'PUT', path: /api-roles\/1$/ });
	const { json } = await bench.pro('apiRole', 'update', { ...one, displayName: 'H' });
	expect(json).toEqual([{ success: true }]);
});
