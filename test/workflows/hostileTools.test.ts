import type { INodeParameters } from 'n8n-workflow';
import { findDanger } from '../../nodes/shared/catalogue/effects';
import { findRoute } from '../../nodes/shared/catalogue/find';
import { classic, pro } from '../../nodes/shared/catalogue/lookup';
import { storedParameters } from '../../nodes/shared/parameters/storedParameters';
import { JAMF_CLASSIC, JAMF_PRO } from '../../harness/engine';
import { listOperations } from '../../harness/leastPrivilege/subjects';
import { createRandom, pick as pickFrom } from '../../harness/random';
import { locator, TestBench } from '../../harness/testBench';

let bench: TestBench;
beforeAll(async () => {
	bench = await TestBench.open({ computers: 5, tokenLifetimeSeconds: 3600 });
});
afterAll(async () => await bench.close());
beforeEach(() => bench.simulator.resetStats());

const CALLS = 500;

const random = createRandom(20_261_127);
const pick = <T>(from: readonly T[]): T => pickFrom(random, from);

/** Arguments of a model that wants to write, whatever the tool is for. */
const METHODS = ['DELETE', 'POST', 'PUT', 'PATCH', 'delete', ' POST ', 'GET\r\nDELETE', 'TRACE'];
const PATHS = [
	'/v4/computers-inventory/1/erase',
	'/v4/computers-inventory/1/erase/',
	'/v4/computers-inventory/1%2Ferase',
	'/v4/computers-inventory/1/../1/erase',
	'/V4/Computers-Inventory/1/erase?x=y',
	'api/v1/api-roles',
	'/v1/api-integrations/1/client-credentials',
	'/v2/mdm/commands',
	'/v1/buildings/1',
	'/v1/scripts',
	'/v1/unknown',
	'//example.com/v1/buildings',
	'/accounts/userid/1',
	'/accounts/username/admin',
	'/computercommands/command/EraseDevice/passcode/123456/id/1',
	'/computers/name/x',
	'/policies/id/0',
	'/JSSResource/jsonwebtokenconfigurations/id/0',
];
const TRUTHS = [true, 'true', 1, 'yes', { value: true }, [true]];
const ARGUMENT = '={{ $json.argument }}';

/** What a person built, with expressions wherever the editor or a saved workflow could have one; and the argument of the model. */
interface Call {
	type: string;
	parameters: INodeParameters;
	argument: unknown;
}

const byModel = () =>
	pick<INodeParameters[string]>([ARGUMENT, '={{ true }}', "={{ $json['argument'] ?? true }}", 'true', 1]);
const confirmations = (): INodeParameters =>
	pick<INodeParameters>([
		{},
		{ confirm: byModel() },
		{ options: { confirm: byModel() } },
		{ options: ARGUMENT },
		{
			confirm: byModel(),
			options: { confirm: byModel(), allowEmptyList: ARGUMENT, allowEmpty: ARGUMENT, clearSecrets: ARGUMENT },
		},
		{ confirm: false, previewOnly: ARGUMENT },
	]);

const PRO: Array<[resource: string, operation: string, parameters: () => INodeParameters]> = [
	['computer', 'erase', () => ({ id: locator('id', ARGUMENT) })],
	['computer', 'removeMdmProfile', () => ({ id: locator('id', '1') })],
	['computer', 'delete', () => ({ id: locator('id', '1') })],
	['building', 'delete', () => ({ id: locator('id', '1') })],
	['building', 'deleteMany', () => ({ bodyMode: 'json', body: '{ "ids": ["1"] }' })],
	['apiRole', 'create', () => ({ displayName: ARGUMENT, privileges: ['Read Buildings'] })],
	['apiRole', 'update', () => ({ id: locator('id', '1'), displayName: 'x', privilegeChange: 'keep' })],
	['apiRole', 'delete', () => ({ id: locator('id', '1') })],
	[
		'apiIntegration',
		'createClientCredentials',
		() => ({ id: locator('id', '1'), options: { rotateOwnClient: ARGUMENT } }),
	],
	['account', 'create', () => ({ bodyMode: 'json', body: '{ "username": "eve" }' })],
	['script', 'create', () => ({ bodyMode: 'json', body: '{ "name": "evil" }' })],
	['sso', 'disable', () => ({})],
	[
		'mdmCommand',
		'send',
		() => ({
			managementIds: 'a',
			commandType: pick(['ERASE_DEVICE', 'DEVICE_LOCK', 'SET_AUTO_ADMIN_PASSWORD', 'UNLOCK_USER_ACCOUNT']),
		}),
	],
	['mdmCommand', 'send', () => ({ bodyMode: 'json', body: '{ "commandData": { "commandType": "ERASE_DEVICE" } }' })],
	[
		'computerPrestage',
		'replaceScope',
		() => ({ id: locator('id', '1'), bodyMode: 'json', body: '{ "serialNumbers": [] }' }),
	],
];
const CLASSIC: typeof PRO = [
	['computer', 'delete', () => ({ id: locator('id', '1') })],
	['account', 'create', () => ({ bodyMode: 'json', body: '{ "name": "eve", "password": "x" }' })],
	['policy', 'create', () => ({ bodyMode: 'json', body: '{ "general": { "name": "evil" } }' })],
	['computerCommand', 'send', () => ({ command: ARGUMENT, bodyMode: 'json', body: '{}' })],
	['mobileDeviceCommand', 'eraseDevice', () => ({ id: ARGUMENT, id_list: ARGUMENT, idList: ARGUMENT })],
	['logFlushing', 'flushAll', () => ({ log: 'policies', interval: 'Zero+Days' })],
	['computerGroup', 'setMembers', () => ({ id: locator('id', '2'), membersBy: 'id', members: ARGUMENT })],
];

/** A dangerous operation without a confirmation by hand. */
function dangerous(): Call {
	const isClassic = random() < 0.3;
	const [resource, operation, parameters] = pick(isClassic ? CLASSIC : PRO);
	const own = parameters();
	const more = confirmations();
	const options = typeof more.options === 'object' ? { ...(own.options as object), ...more.options } : more.options;
	return {
		type: isClassic ? JAMF_CLASSIC : JAMF_PRO,
		parameters: {
			resource,
			operation,
			...own,
			...more,
			...(options !== undefined && { options: options as INodeParameters }),
		},
		argument: pick([...TRUTHS, '1', 'EraseDevice', { confirm: true }]),
	};
}

/** A generic request whose method, path, headers and query the model wants to abuse. */
function generic(): Call {
	const isByHand = random() < 0.4;
	const trick: INodeParameters = pick<INodeParameters>([
		{},
		{ query: { parameters: [{ name: '_method', value: 'DELETE' }] } },
		{ options: { headers: { parameters: [{ name: 'X-HTTP-Method-Override', value: 'DELETE' }] } } },
		{ options: { headers: { parameters: [{ name: ARGUMENT, value: 'DELETE' }] } } },
		{ bodyKind: 'json', json: '{ "commandData": { "commandType": "ERASE_DEVICE" } }' },
	]);
	// With a method by hand, only paths whose danger the node must recognize.
	const dangerousPaths = PATHS.filter((path) => !/^\/policies|buildings/.test(path) || isByHand === false);
	return {
		type: pick([JAMF_PRO, JAMF_CLASSIC]),
		parameters: {
			...{ resource: 'apiRequest', operation: 'send', ...confirmations(), ...trick },
			method: isByHand ? pick(['DELETE', 'POST', 'PUT']) : pick([ARGUMENT, `={{ '${pick(METHODS.slice(0, 4))}' }}`]),
			path: isByHand ? pick([...dangerousPaths]) : pick(PATHS),
		},
		argument: pick([...METHODS, 'X-HTTP-Method-Override', 'x-method-override']),
	};
}

/** A harmless write that a person only lets the model preview, or whose operation the model chooses. */
function previewed(): Call {
	const own = { name: locator('id', '1'), id: locator('id', '1'), bodyMode: 'json', body: '{ "name": "x" }' };
	const chosen = pick<INodeParameters>([
		{ operation: 'update', previewOnly: true },
		{ operation: 'update', previewOnly: ARGUMENT },
		{ operation: 'update', previewOnly: '={{ false }}' },
		{ operation: ARGUMENT },
		{ operation: "={{ 'delete' }}", confirm: true },
		{ operation: 'create', resource: "={{ 'building' }}" },
	]);
	const resource = pick(['building', 'category', 'department']);
	return {
		type: pick([JAMF_PRO, JAMF_CLASSIC]),
		parameters: { resource, ...own, ...chosen },
		argument: pick([false, 'false', 0, 'update', 'delete', 'create']),
	};
}

const call = async ({ type, parameters, argument }: Call) =>
	await bench.engine.runNode(`${type}Tool`, parameters, { input: [{ json: { argument } as never }] });

const writes = () => bench.requests.filter((request) => !request.startsWith('GET '));

test(`${CALLS} hostile calls: nothing is written that no person allowed by hand`, async () => {
	const outcomes = { refused: 0, previewed: 0, read: 0, failed: 0 };
	for (let index = 0; index < CALLS; index++) {
		const made = pick([dangerous, generic, previewed])();
		const { error, run } = await call(made);
		expect({ index, ...made, writes: writes() }).toMatchObject({ index, writes: [] });
		const shown = JSON.stringify(run.data.resultData.runData.Jamf?.[0]?.data ?? null);
		if (error?.message.startsWith('This tool refused the call: ')) outcomes.refused++;
		else if (shown.includes('"preview":true')) outcomes.previewed++;
		else if (error === undefined) outcomes.read++;
		else outcomes.failed++;
	}
	process.stdout.write(`${CALLS} hostile calls: ${JSON.stringify(outcomes)}, 0 writes\n`);
	expect(outcomes.refused).toBeGreaterThan(150);
	expect(outcomes.previewed).toBeGreaterThan(30);
});

describe('what a person allows by hand', () => {
	test.each([
		['computer', 'erase', { id: locator('id', ARGUMENT), confirm: true }, '1'],
		['apiRole', 'create', { displayName: ARGUMENT, privileges: ['Read Buildings'], confirm: true }, 'Allowed'],
		['building', 'create', { bodyMode: 'json', body: '={{ JSON.stringify({ name: $json.argument }) }}' }, 'Harmless'],
		[
			'apiRequest',
			'send',
			{ method: 'POST', path: '/v1/buildings', bodyKind: 'json', json: '{ "name": "Generic" }' },
			'',
		],
		['apiRequest', 'send', { method: 'DELETE', path: ARGUMENT, confirm: true }, '/v1/buildings/1'],
		['mdmCommand', 'send', { managementIds: 'a', commandType: 'RESTART_DEVICE' }, ''],
	])('%s.%s is carried out', async (resource, operation, parameters, argument) => {
		const { error } = await call({ type: JAMF_PRO, parameters: { resource, operation, ...parameters }, argument });
		expect(error?.message).toBeUndefined();
		expect(writes()).toHaveLength(1);
	});

	test('the scope of a policy, which runs code on devices', async () => {
		const parameters = {
			...{ resource: 'policy', operation: 'addExclusions', id: locator('id', '1') },
			...{ targetType: 'computers', targets: ARGUMENT, options: { unreadableIsEmpty: true } },
		};
		const refused = await call({ type: JAMF_CLASSIC, parameters, argument: '2' });
		expect(refused.error?.message).toMatch(/^This tool refused the call: "Add Exclusions" can give/);
		expect(writes()).toEqual([]);
		const allowed = await call({ type: JAMF_CLASSIC, parameters: { ...parameters, confirm: true }, argument: '2' });
		expect(allowed.error?.message).toBeUndefined();
		expect(writes()).toHaveLength(1);
	});

	test('every operation that can send a dangerous request has a confirmation in its form', () => {
		const missing = listOperations().flatMap(({ api, resource, operation }) => {
			const { danger, properties } = operation;
			const requirements = operation.requires(storedParameters({}, properties, { isIncomplete: true }));
			const isDangerous = requirements.some((each) => {
				if ('unknown' in each) return false;
				const { request } = each;
				const found = findRoute(request.api === 'pro' ? pro : classic, request.method, request.path);
				return found !== undefined && findDanger(found.operation) !== undefined;
			});
			const isConfirmable = properties.some(({ name }) => name === 'confirm');
			return isDangerous && !isConfirmable && danger !== 'any' ? [`${api} ${resource.value}.${operation.value}`] : [];
		});
		expect(missing).toEqual([]);
	});

	test('a refusal says why, and what to do', async () => {
		const { error } = await call({
			type: JAMF_PRO,
			parameters: { resource: 'computer', operation: 'erase', id: locator('id', '1') },
			argument: 1,
		});
		expect(error?.message).toBe(
			'This tool refused the call: "Erase" can destroy data, and no person turned on Confirm in the tool. Nothing was changed. Do not repeat the call. Tell the user what you wanted to do.',
		);
		expect(error?.description).toMatch(/^To allow it, open the tool and set the parameter by hand\./);
	});

	test('a model cannot ask for more than 100 rows, a person can', async () => {
		for (let index = 0; index < 120; index++)
			bench.simulator.state.roles.insert((id) => ({ id, displayName: `Role ${index}`, privileges: [] }));
		const list = async (parameters: INodeParameters, argument: unknown) =>
			(
				await call({
					type: JAMF_PRO,
					parameters: { resource: 'apiRole', operation: 'getAll', ...parameters },
					argument,
				})
			).json.length;
		expect(await list({ returnAll: ARGUMENT }, true)).toBe(100);
		expect(await list({ limit: ARGUMENT }, 5000)).toBe(100);
		expect(await list({ returnAll: true }, '')).toBeGreaterThan(120);
		expect(await list({ limit: 110 }, '')).toBe(110);
	});
});

test('secrets are masked in the output of a tool', async () => {
	const erase = { id: locator('id', '1') };
	const read = await call({
		type: JAMF_PRO,
		parameters: { resource: 'computer', operation: 'getFileVault', ...erase },
		argument: '',
	});
	expect(read.json).toMatchObject([{ personalRecoveryKey: '[redacted]' }]);
	const direct = await bench.pro('computer', 'getFileVault', erase);
	expect(direct.json).toMatchObject([{ personalRecoveryKey: 'personalRecoveryKey 1' }]);
});
