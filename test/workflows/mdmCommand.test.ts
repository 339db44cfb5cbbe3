import { NodeHelpers } from 'n8n-workflow';
import { JamfPro } from '../../nodes/JamfPro/JamfPro.node';
import { COMMANDS } from '../../nodes/JamfPro/operations/mdmCommand/commands';
import { TestBench } from '../../harness/testBench';

const STUB = { typeVersion: 1 };

let bench: TestBench;
beforeAll(async () => {
	bench = await TestBench.open({ keepBodies: true });
});
afterAll(async () => await bench.close());
beforeEach(() => bench.simulator.resetStats());

const send = async (parameters: Record<string, string | boolean>) => await bench.pro('mdmCommand', 'send', parameters);
const sent = () =>
	bench.simulator.journal
		.filter(({ path }) => path === '/api/v2/mdm/commands')
		.map(({ body }) => JSON.parse(String(body)) as unknown);

test('sends a command from its form, with its parameters', async () => {
	const run = await send({
		managementIds: 'a, b',
		commandType: 'DEVICE_LOCK',
		commandFields: '{ "pin": "123456" }',
		confirm: true,
	});
	expect(run.json).toHaveLength(2);
	expect(sent()).toEqual([
		{
			clientData: [{ managementId: 'a' }, { managementId: 'b' }],
			commandData: { pin: '123456', commandType: 'DEVICE_LOCK' },
		},
	]);
});

test('sends a command from JSON, also one that is newer than this package', async () => {
	const body = { clientData: [{ managementId: 'a' }], commandData: { commandType: 'BRAND_NEW' } };
	const refused = await send({ bodyMode: 'json', body: JSON.stringify(body) });
	expect(refused.error?.message).toContain('"BRAND_NEW" is destructive and was not confirmed');
	expect(sent()).toEqual([]);
	// As a newer server accepts it.
	bench.simulator.fault({
		kind: 'status',
		status: 201,
		body: JSON.stringify([{ id: '7', href: '/v2/mdm/commands' }]),
		contentType: 'application/json',
		method: 'POST',
		path: /\/mdm\/commands$/,
		times: 1,
	});
	expect((await send({ bodyMode: 'json', body: JSON.stringify(body), confirm: true })).json).toHaveLength(1);
	expect(sent()).toEqual([body]);
});

test('shows Confirm after the command, and only for destructive commands', () => {
	const { description } = new JamfPro();
	const shownFor = (commandType: string) => {
		const chosen = { resource: 'mdmCommand', operation: 'send', commandType };
		const values = NodeHelpers.getNodeParameters(description.properties, chosen, true, false, STUB, description) ?? {};
		return description.properties
			.filter((property) => NodeHelpers.displayParameter(values, property, STUB, description))
			.map(({ name }) => name);
	};
	for (const harmless of ['DEVICE_INFORMATION', 'RESTART_DEVICE']) expect(shownFor(harmless)).not.toContain('confirm');
	for (const harmful of ['ERASE_DEVICE', 'SET_RECOVERY_LOCK', 'SHUT_DOWN_DEVICE', '={{ $json.command }}']) {
		const names = shownFor(harmful);
		expect(names.indexOf('confirm')).toBe(names.indexOf('commandType') + 1);
	}
});

test('requires confirmation only for destructive commands', async () => {
	for (const [commandType, { destructive }] of Object.entries(COMMANDS)) {
		const { error } = await send({ managementIds: 'a', commandType });
		expect({ commandType, refused: error?.message.includes('was not confirmed') ?? false }).toEqual({
			commandType,
			refused: destructive ?? false,
		});
	}
	expect(Object.keys(COMMANDS)).toHaveLength(35);
});

test.each([
	[{ managementIds: ' , ', commandType: 'SECURITY_INFO' }, /No management ID is set/],
	[{ bodyMode: 'json', body: '{}' }, /does not contain a command/],
	[{ managementIds: 'a', commandType: 'SECURITY_INFO', commandFields: '{ "pin": ' }, /not valid JSON/],
])('rejects %j and sends nothing', async (parameters, message) => {
	expect((await send(parameters)).error?.message).toMatch(message);
	expect(sent()).toEqual([]);
});
