import { JAMF_PRO } from '../../harness/engine';
import { locator, TestBench } from '../../harness/testBench';

let bench: TestBench;
beforeEach(async () => {
	bench = await TestBench.open({ computers: 0 });
});
afterEach(async () => await bench.close());

const rotate = async (name: string, options = {}) =>
	await bench.pro('apiIntegration', 'rotateSecret', { id: locator('name', name), options });

test('returns the new secret, proves it, and says until when old tokens work', async () => {
	const { id, clientId, clientSecret } = bench.simulator.addClient({
		displayName: 'Sync',
		privileges: [],
		accessTokenLifetimeSeconds: 900,
	});
	const before = Date.now();
	const { json } = await rotate('Sync');
	const stored = bench.simulator.state.integrations.read(id)?.clientSecret;
	expect(stored).not.toBe(clientSecret);
	expect(json).toEqual([
		{
			id,
			displayName: 'Sync',
			clientId,
			clientSecret: stored,
			proven: true,
			validSecret: 'new',
			oldTokensValidUntil: expect.any(String),
			secretsCreated: 1,
		},
	]);
	expect(Date.parse(String(json[0]?.oldTokensValidUntil))).toBeGreaterThanOrEqual(before + 900_000);
	// As itself, the node and the new secret each sign in once.
	expect(bench.simulator.stats.tokens).toBe(2);
});

test('returns the new secret when the lifetime of the old tokens is not a valid one', async () => {
	const { id } = bench.simulator.addClient({
		displayName: 'Endless',
		privileges: [],
		accessTokenLifetimeSeconds: Number.MAX_VALUE,
	});
	const { json, error } = await rotate('Endless');
	expect(error).toBeUndefined();
	const stored = bench.simulator.state.integrations.read(id)?.clientSecret;
	expect(json).toMatchObject([{ clientSecret: stored, oldTokensValidUntil: null }]);
});

test('refuses the client that it uses, unless the user allows it', async () => {
	const own = bench.simulator.addClient({
		displayName: 'Own',
		privileges: ['Read API Integrations', 'Create API Integrations'],
	});
	bench.signInAs(own);
	const { error } = await rotate('Own');
	expect(error?.message).toMatch(/is the API client that this node uses/);
	expect(bench.simulator.state.integrations.read(own.id)?.clientSecret).toBe(own.clientSecret);
	expect((await rotate('Own', { rotateOwnClient: true })).json).toMatchObject([{ proven: true }]);
});

test('returns the secret of a disabled client, which cannot be proven', async () => {
	const { id } = bench.simulator.addClient({ displayName: 'Off', privileges: [], enabled: false });
	const { json } = await rotate('Off');
	expect(json).toMatchObject([{ proven: false, validSecret: 'new', problem: expect.stringContaining('disabled') }]);
	expect(json[0]?.clientSecret).toBe(bench.simulator.state.integrations.read(id)?.clientSecret);
});

test('rotates a client one item after another', async () => {
	const { id } = bench.simulator.addClient({ displayName: 'Twice', privileges: [] });
	const parameters = { resource: 'apiIntegration', operation: 'rotateSecret', id: locator('id', String(id)) };
	const { json } = await bench.engine.runNode(JAMF_PRO, parameters, { input: [{ json: {} }, { json: {} }] });
	expect(json.map(({ proven }) => proven)).toEqual([true, true]);
	const stored = bench.simulator.state.integrations.read(id)?.clientSecret;
	expect(json.filter(({ clientSecret }) => clientSecret === stored)).toHaveLength(1);
});

test('a lost response with a rejection after it says that the old secret may be dead', async () => {
	const { id } = bench.simulator.addClient({ displayName: 'Lost', privileges: [] });
	const path = `/api/v1/api-integrations/${id}/client-credentials`;
	bench.simulator.fault({ kind: 'resetAfter', path, times: 1 });
	bench.simulator.fault({ kind: 'status', status: 403, body: 'json', path });
	const { error } = await rotate('Lost');
	expect(error?.description).toMatch(/old secret may have stopped working/);
});
