import type { ILoadOptionsFunctions, INodeParameters } from 'n8n-workflow';
import { JamfPro } from '../../nodes/JamfPro/JamfPro.node';
import { JAMF_PRO } from '../../harness/engine';
import { renderRole } from '../../harness/renderRole';
import { computeWorkflowRole } from '../../harness/requirements';
import { listOperations } from '../../harness/leastPrivilege/subjects';
import { locator, TestBench } from '../../harness/testBench';
import { classic, pro } from '../../nodes/shared/catalogue/lookup';
import { computeRequiredRole } from '../../nodes/shared/operations/requirements/requiredRole';
import { storedParameters } from '../../nodes/shared/parameters/storedParameters';

let bench: TestBench;
beforeAll(async () => {
	bench = await TestBench.open({ computers: 1, tokenLifetimeSeconds: 3600 });
});
afterAll(async () => await bench.close());

const node = (name: string, parameters: INodeParameters, type = 'n8n-nodes-jamf.jamfPro') => ({
	name,
	type,
	parameters,
});

interface Result {
	privileges: string[];
	details: Array<{ privilege: string; certain: boolean; reasons: string[]; formerName?: string }>;
	oneOf: string[][];
	unknown: string[];
	notOnServer?: string[];
}

async function compute(workflows: unknown, options: INodeParameters = {}): Promise<Result> {
	const text = typeof workflows === 'string' ? workflows : JSON.stringify(workflows);
	const { json } = await bench.pro('apiRole', 'getRequiredPrivileges', { workflows: text, options });
	return json[0] as unknown as Result;
}

const ofNodes = async (...nodes: object[]) => await compute({ nodes });

describe('Get Required Privileges', () => {
	test('lists the privileges of a workflow, and why each is needed', async () => {
		const { privileges, details, unknown, notOnServer } = await ofNodes(
			node('Find', { resource: 'computer', operation: 'get', id: locator('name', 'Mac 1') }),
			node('Note', { text: 'n8n' }, 'n8n-nodes-base.set'),
			node(
				'Tag',
				{ resource: 'building', operation: 'update', id: locator('list', '1') },
				'n8n-nodes-jamf.jamfProTool',
			),
		);
		expect(privileges).toEqual(['Read Buildings', 'Read Computers', 'Update Buildings']);
		expect(details[1]).toEqual({
			privilege: 'Read Computers',
			certain: true,
			reasons: [
				'"Find" (Computer: Get) looks up the computer by name',
				'"Find" (Computer: Get) sends GET /v4/computers-inventory/{id}',
			],
		});
		expect(details[0]?.reasons).toContain('"Tag" (Building: Update) lists buildings in the editor');
		expect({ unknown, notOnServer }).toEqual({ unknown: [], notOnServer: [] });
	});

	test('names an unknown lookup mode as it is, even one that every object inherits', async () => {
		const { details } = await ofNodes(
			node('Find', { resource: 'computer', operation: 'get', id: { __rl: true, mode: 'constructor', value: 'Mac 1' } }),
		);
		expect(details[0]?.reasons).toContain('"Find" (Computer: Get) looks up the computer by constructor');
	});

	test('fills in the defaults that n8n does not store', async () => {
		const { details } = await ofNodes(node('New', {}), node('Computers', { resource: 'computer' }));
		const { description } = new JamfPro();
		const first = description.properties.find(({ name }) => name === 'resource');
		expect(first?.default).toBe('accessToken');
		expect(details.flatMap(({ reasons }) => reasons)).toContain(
			'"Computers" (Computer: Get Many) sends GET /v4/computers-inventory',
		);
	});

	test.each([
		['exported', (workflow: object) => workflow],
		['several', (workflow: object) => [workflow, { name: 'Other', nodes: [] }]],
		['by the API', (workflow: object) => ({ data: [workflow], nextCursor: null })],
		['by the n8n node', (workflow: object) => [{ json: workflow }]],
		['from a file with a byte order mark', (workflow: object) => `\uFEFF${JSON.stringify(workflow)}`],
	])('accepts workflows %s', async (_, wrap) => {
		const workflow = { name: 'Sites', nodes: [node('Sites', { resource: 'site', operation: 'getAll' })] };
		expect((await compute(wrap(workflow))).privileges).toEqual(['Read Sites']);
	});

	test.each([{ resource: '={{ $json.type }}' }, { resource: 'site', operation: '={{ $json.verb }}' }])(
		'says that %j is an expression',
		async (parameters) => {
			const { unknown } = await ofNodes(node('Any', parameters));
			expect(unknown).toEqual(['"Any" (unknown operation): The resource or the operation is an expression.']);
		},
	);

	test('ignores disabled nodes', async () => {
		const disabled = { ...node('Off', { resource: 'site', operation: 'getAll' }), disabled: true };
		expect((await ofNodes(disabled)).privileges).toEqual([]);
	});

	test('covers HTTP Request nodes with this credential type', async () => {
		const http = { authentication: 'predefinedCredentialType', nodeCredentialType: 'jamfProClientCredentialsApi' };
		const type = 'n8n-nodes-base.httpRequest';
		const { privileges, unknown } = await ofNodes(
			node('A', { ...http, url: 'https://example.jamfcloud.com/api/v1/buildings?page=0' }, type),
			node('B', { ...http, method: 'DELETE', url: '={{ $json.server }}/JSSResource/policies/id/{{ $json.id }}' }, type),
			node('C', { ...http, url: '={{ $json.url }}' }, type),
			node('D', { url: 'https://example.com/api/v1/scripts' }, type),
		);
		expect(privileges).toEqual(['Delete Policies', 'Read Buildings']);
		expect(unknown).toEqual([
			'"C" (HTTP Request): The URL of the request is an expression, or not that of a Jamf API.',
		]);
	});

	test('says what is not known instead of guessing', async () => {
		const { privileges, details, unknown } = await ofNodes(
			node('Any', { resource: 'apiRequest', operation: 'send', path: '={{ $json.path }}' }),
			node('Command', {
				resource: 'mdmCommand',
				operation: 'send',
				commandType: '={{ $json.type }}',
				managementIds: 'm',
			}),
			node('Lock', { resource: 'mdmCommand', operation: 'send', commandType: 'DEVICE_LOCK', managementIds: 'm' }),
			node('Version', { resource: 'serverInformation', operation: 'getVersion' }),
			node('Other', { workflowId: { value: '7', cachedResultName: 'Clean Up' } }, 'n8n-nodes-base.executeWorkflow'),
			node(
				'Group',
				{
					resource: 'computerGroup',
					operation: 'update',
					id: locator('id', '1'),
					fields: { mappingMode: 'autoMapInputData', value: null },
				},
				'n8n-nodes-jamf.jamfClassic',
			),
		);
		expect(unknown).toEqual([
			'"Any" (API Request: Send): The path of the request is an expression.',
			'"Command" (MDM Command: Send): The type of the MDM command is an expression. Each type needs a Send privilege of its own.',
			'"Other" (sub-workflow): It runs another workflow "Clean Up". Add that workflow to include its privileges.',
			'"Version" (Server Information: Get Version): The privileges of GET /v1/jamf-pro-version are not known: Jamf names none for information about the server.',
		]);
		expect(privileges).toEqual(
			expect.arrayContaining(['Send Computer Remote Lock Command', 'Send Mobile Device Remote Lock Command']),
		);
		const certain = details.filter((each) => each.certain).map(({ privilege }) => privilege);
		expect(certain).toEqual([
			'Update Smart Computer Groups',
			'Update Static Computer Groups',
			'View MDM command information in Jamf Pro API',
		]);
		expect(details.find(({ privilege }) => privilege === 'Read Smart Computer Groups')?.reasons).toEqual([
			'"Group" (Computer Group: Update) reads the stored object, to keep what Jamf would change, depending on the body, which is only known during a run',
		]);
	});

	test('names the privilege of an MDM command for the type of the devices, or one of both if that is not known', async () => {
		const restart = { resource: 'mdmCommand', operation: 'send', commandType: 'RESTART_DEVICE' };
		const computers = 'Send Computer Restart Command';
		const mobileDevices = 'Send Mobile Device Restart Device Command';
		const of = async (parameters: INodeParameters) => {
			const { details, oneOf } = await ofNodes(node('Restart', { ...restart, ...parameters }));
			const found = details.filter(({ privilege }) => /Restart/.test(privilege));
			return [found.map(({ privilege, certain }) => [privilege, certain]), oneOf];
		};
		expect(await of({ devicesBy: 'id', devices: '1' })).toEqual([[[computers, true]], []]);
		expect(await of({ deviceType: 'mobileDevice', devicesBy: 'id', devices: '1' })).toEqual([
			[[mobileDevices, true]],
			[],
		]);
		const either = [
			[
				[computers, false],
				[mobileDevices, false],
			],
			[[computers, mobileDevices]],
		];
		expect(await of({ deviceType: '={{ $json.type }}', devicesBy: 'id', devices: '1' })).toEqual(either);
		expect(await of({ managementIds: 'm' })).toEqual(either);
	});

	test('says on what a privilege depends that is only known during a run', async () => {
		const { details, oneOf } = await ofNodes(
			node('Set', { resource: 'building', operation: 'upsert', bodyMode: 'json', body: '={{ $json }}' }),
			node(
				'New',
				{ resource: 'building', operation: 'create', options: { returnFullRecord: '={{ $json.full }}' } },
				'n8n-nodes-jamf.jamfPro',
			),
			node('Group', { resource: 'group', operation: 'get', id: 'x' }),
		);
		const reasons = details.flatMap((each) => each.reasons);
		expect(reasons).toEqual(
			expect.arrayContaining([
				'"Set" (Building: Create or Update) sends PUT /v1/buildings/{id}, depending on whether it exists',
				'"New" (Building: Create) returns the full record, if Return Full Record is on, which is only known during a run',
				'"Group" (Group: Get) sends GET /v2/groups/{id}, depending on the type of the object',
			]),
		);
		expect(oneOf).toEqual([
			[
				...['Read Smart Computer Groups', 'Read Smart Mobile Device Groups'],
				...['Read Static Computer Groups', 'Read Static Mobile Device Groups'],
			],
		]);
		expect(
			renderRole(computeWorkflowRole({ nodes: [node('Group', { resource: 'group', operation: 'get', id: 'x' })] })),
		).toContain(`One of each, depending on the type of the object or device:\n    ${oneOf[0]?.join(', ') ?? ''}`);
	});

	test('without Compare With Server, sends no request', async () => {
		bench.simulator.resetStats();
		const { nodes } = {
			nodes: [node('License', { resource: 'activationCode', operation: 'get' }, 'n8n-nodes-jamf.jamfClassic')],
		};
		const result = await compute({ nodes }, { compareWithServer: false });
		expect(result.details).toEqual([
			{
				privilege: 'Read License Information',
				formerName: 'Read Activation Code',
				renamedIn: '11.31',
				certain: true,
				reasons: ['"License" (Activation Code: Get) sends GET /activationcode'],
			},
		]);
		expect(result).not.toHaveProperty('notOnServer');
		expect(bench.requests).toEqual([]);
	});

	test('uses the names of the server, and reports those that it does not have', async () => {
		const older = await TestBench.open({ serverVersion: '11.30.0', computers: 0 });
		const nodes = [node('License', { resource: 'activationCode', operation: 'get' }, 'n8n-nodes-jamf.jamfClassic')];
		const { json } = await older.pro('apiRole', 'getRequiredPrivileges', { workflows: JSON.stringify({ nodes }) });
		expect(json[0]).toMatchObject({ privileges: ['Read Activation Code'], notOnServer: [] });
		await older.close();
	});

	test('accepts operations without a workflow', async () => {
		const { json } = await bench.pro('apiRole', 'getRequiredPrivileges', {
			source: 'operations',
			operations: ['jamfPro.computer.get', 'jamfProTrigger'],
		});
		const verbs = ['Create', 'Delete', 'Read', 'Update'];
		const { privileges, details } = json[0] as unknown as Result;
		expect(privileges).toEqual(expect.arrayContaining(['Read Computers', ...verbs.map((verb) => `${verb} Webhooks`)]));
		expect(details.find(({ privilege }) => privilege === 'Read Smart Computer Groups')?.certain).toBe(false);
	});

	test('lists every operation of the nodes for the choice', async () => {
		const context = bench.engine.loadOptions(JAMF_PRO, {}) as unknown as ILoadOptionsFunctions;
		const options = await new JamfPro().methods.loadOptions.getOperations.call(context);
		expect(options.length).toBeGreaterThan(1000);
		expect(options).toContainEqual({ name: 'Policy: Get (Jamf Classic)', value: 'jamfClassic.policy.get' });
		expect(new Set(options.map(({ name }) => name)).size).toBe(options.length);
	});

	test.each([
		['{', 'The workflow is not valid JSON.'],
		['{ "name": "x" }', 'There is no workflow in Workflows.'],
		['', 'There is no workflow in Workflows.'],
	])('rejects %j', async (workflows, message) => {
		const { error } = await bench.pro('apiRole', 'getRequiredPrivileges', { workflows });
		expect(error?.message).toMatch(message.includes('valid') ? /not valid JSON/ : message);
	});

	test('rejects an unknown operation', async () => {
		const parameters = { source: 'operations', operations: ['jamfPro.computer.fly'] };
		const { error } = await bench.pro('apiRole', 'getRequiredPrivileges', parameters);
		expect(error?.message).toBe('There is no operation "jamfPro.computer.fly".');
	});
});

test('every operation of both nodes has privileges, or a reason why they are not known', () => {
	const reasons: Record<string, string[]> = {};
	const counts = { withPrivileges: 0, withoutRequests: 0, byParameters: 0, unknown: 0 };
	for (const { api, resource, operation } of listOperations()) {
		const name = `${api} ${resource.value}.${operation.value}`;
		const requirements = operation.requires(storedParameters({}, operation.properties, { isIncomplete: true }));
		const { privileges, unknown } = computeRequiredRole({ pro, classic }, [{ operation: name, requirements }]);
		const found = new Set(unknown.flatMap((each) => / are not known: (.*)\.$/.exec(each)?.[1] ?? []));
		for (const reason of found) (reasons[reason] ??= []).push(name);
		if (found.size > 0) counts.unknown++;
		else if (privileges.length > 0) counts.withPrivileges++;
		else if (unknown.length > 0) counts.byParameters++;
		else counts.withoutRequests++;
		expect({ name, requirements: privileges.length + unknown.length > 0 }).toEqual({
			name,
			requirements: requirements.length > 0,
		});
	}
	const listed = Object.entries(reasons).map(
		([reason, names]) => `  ${names.length}: ${reason}: ${names.join(', ')}\n`,
	);
	process.stdout.write(
		`${counts.withPrivileges} operations have privileges, ${counts.withoutRequests} send no request, ${counts.byParameters} send any request; the privileges of ${counts.unknown} are not known:\n${listed.sort().join('')}`,
	);
	expect(Object.keys(reasons)).not.toContain('Jamf does not document them');
	expect(counts).toMatchObject({ withoutRequests: 2, byParameters: 2 });
});

describe('Create or Update', () => {
	const upsert = async (privileges: string[], displayName = 'Workflow') =>
		await bench.pro('apiRole', 'upsert', { displayName, privileges });

	test('an empty field does not remove all privileges of a role', async () => {
		bench.simulator.state.roles.insert((id) => ({ id, displayName: 'Kept', privileges: ['Read Sites'] }));
		const required = '"Privilege Names or IDs" is required';
		await expect(upsert([], 'Kept')).rejects.toThrow(required);
		const replaced = { id: locator('name', 'Kept'), privilegeChange: 'replace', privileges: [] };
		await expect(bench.pro('apiRole', 'update', replaced)).rejects.toThrow(required);
		const stored = bench.simulator.state.roles.values().filter(({ displayName }) => displayName === 'Kept');
		expect(stored.map(({ privileges }) => privileges)).toEqual([['Read Sites']]);
	});

	test('creates, updates, and leaves an equal role unchanged', async () => {
		const { json: created } = await upsert(['Read Sites', 'Read Computers']);
		const id = String(created[0]?.id);
		expect(created).toMatchObject([{ outcome: 'created', added: ['Read Sites', 'Read Computers'], removed: [] }]);
		const { json: updated } = await upsert(['Read Sites', 'Read Scripts'], 'workflow');
		expect(updated).toEqual([
			{
				id,
				displayName: 'Workflow',
				privileges: ['Read Sites', 'Read Scripts'],
				outcome: 'updated',
				added: ['Read Scripts'],
				removed: ['Read Computers'],
			},
		]);
		bench.simulator.resetStats();
		expect((await upsert(['Read Scripts', 'Read Sites'])).json).toMatchObject([{ id, outcome: 'unchanged' }]);
		expect(bench.requests.filter((request) => !request.startsWith('GET'))).toEqual([]);
	});

	test('creates one role for concurrent items with one name', async () => {
		const input = Array.from({ length: 5 }, () => ({ json: {} }));
		const run = await bench.pro('apiRole', 'upsert', { displayName: 'Once', privileges: ['Read Sites'] }, { input });
		const outcomes = run.json.map(({ outcome }) => outcome);
		expect(outcomes.sort()).toEqual(['created', 'unchanged', 'unchanged', 'unchanged', 'unchanged']);
		const named = bench.simulator.state.roles.values().filter(({ displayName }) => displayName === 'Once');
		expect(named).toHaveLength(1);
	});

	test('rejects unknown privileges and an empty name before it changes anything', async () => {
		bench.simulator.resetStats();
		expect((await upsert(['Read Computerz'])).error?.message).toContain('Read Computerz');
		expect((await upsert(['Read Sites'], ' ')).error?.message).toBe('The Display Name is empty.');
		expect(bench.requests.filter((request) => !request.startsWith('GET'))).toEqual([]);
	});
});
