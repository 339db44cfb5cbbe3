import type { INodeParameters } from 'n8n-workflow';
import { JAMF_CLASSIC, JAMF_PRO } from '../../harness/engine';
import { listOperations } from '../../harness/leastPrivilege/subjects';
import { PollHost } from '../../harness/pollHost';
import { locator, TestBench } from '../../harness/testBench';
import { findOperation, findResource, findRoute } from '../../nodes/shared/catalogue/find';
import { classic, pro } from '../../nodes/shared/catalogue/lookup';
import { storedParameters } from '../../nodes/shared/parameters/storedParameters';

let bench: TestBench;
beforeAll(async () => {
	bench = await TestBench.open({ computers: 1, tokenLifetimeSeconds: 3600 });
});
afterAll(async () => await bench.close());
beforeEach(() => bench.simulator.resetStats());

/** They read lists or members with secrets, but output something else. */
const OUTPUTS_NO_SECRET =
	/^(pro computer\.upsert|pro computerPrestage\.upsert|pro mdmCommand\.getStatus|pro staticMobileDeviceGroup\.(addMembers|checkMembership|removeMembers|setMembers))$/;

test('every operation that returns the response of a request with secrets has Reveal Secrets', () => {
	const missing = listOperations().flatMap(({ api, resource, operation }) => {
		if (findOperation(findResource(api === 'pro' ? pro : classic, resource.value), operation.value)) return [];
		const { properties } = operation;
		const requirements = operation.requires(storedParameters({}, properties, { isIncomplete: true }));
		const sent = requirements.flatMap((each) => {
			if ('unknown' in each) return [];
			const { request } = each;
			return findRoute(request.api === 'pro' ? pro : classic, request.method, request.path)?.operation ?? [];
		});
		const hasSecrets = sent.some((row) => row.asksSecret === true || row.includesSecrets === true);
		const name = `${api} ${resource.value}.${operation.value}`;
		const isRevealable = properties.some((property) => property.name === 'reveal');
		return hasSecrets && !isRevealable && !OUTPUTS_NO_SECRET.test(name) ? [name] : [];
	});
	expect(missing).toEqual([]);
});

describe.each(['rotateSecret', 'createClientCredentials'])('API Client: %s', (operation) => {
	const runFor = async (type: string, parameters: INodeParameters) => {
		const { id, clientSecret } = bench.simulator.addClient({ privileges: [] });
		const done = await bench.engine.runNode(type, {
			...{ resource: 'apiIntegration', operation, id: locator('id', String(id)), ...parameters },
		});
		const stored = bench.simulator.state.integrations.read(id)?.clientSecret;
		const shown = done.error === undefined ? done.json[0]?.clientSecret : undefined;
		return { shown, message: done.error?.message, stored, isReplaced: stored !== clientSecret };
	};

	test('shows the secret, unless Reveal Secrets is off', async () => {
		const { shown, stored, isReplaced } = await runFor(JAMF_PRO, {});
		expect([shown, isReplaced]).toEqual([stored, true]);
		expect(await runFor(JAMF_PRO, { reveal: false })).toMatchObject({ shown: '[redacted]', isReplaced: true });
	});

	test('replaces no secret if Reveal Secrets is not valid', async () => {
		const { message, isReplaced } = await runFor(JAMF_PRO, { reveal: '={{ "yes" }}' });
		expect(message).toMatch(/reveal must be true or false/);
		expect(isReplaced).toBe(false);
	});

	describe('for several clients', () => {
		const runForAll = async (ids: number[]) => {
			const parameters = { resource: 'apiIntegration', operation, id: locator('id', '={{ $json.id }}') };
			return await bench.engine.runNode(JAMF_PRO, parameters, { input: ids.map((id) => ({ json: { id } })) });
		};

		test('checks all of them before it replaces the first secret', async () => {
			const clients = [0, 1].map(() => bench.simulator.addClient({ privileges: [] }));
			const { error } = await runForAll([...clients.map(({ id }) => id), 9_999]);
			expect(error?.message).toMatch(/could not find/);
			for (const { id, clientSecret } of clients)
				expect(bench.simulator.state.integrations.read(id)?.clientSecret).toBe(clientSecret);
		});

		test('says which secrets a later failure lost', async () => {
			const clients = [0, 1].map(() => bench.simulator.addClient({ privileges: [] }));
			const [, failing] = clients;
			const path = new RegExp(`/api-integrations/${failing?.id}/client-credentials`);
			bench.simulator.fault({ kind: 'status', status: 403, method: 'POST', path });
			const { error } = await runForAll(clients.map(({ id }) => id));
			bench.simulator.clearFaults();
			expect(error?.description).toMatch(
				/New secrets of other items are lost with this error: items 0\. Run them again/,
			);
		});
	});

	test('in a tool, replaces no secret that it would hide', async () => {
		const refused = await runFor(`${JAMF_PRO}Tool`, { confirm: true });
		expect(refused.message).toMatch(
			/the result of ".*" is a secret, and no person turned on Reveal Secrets in the tool\./,
		);
		expect(refused.isReplaced).toBe(false);
		const byModel = await runFor(`${JAMF_PRO}Tool`, { confirm: true, reveal: '={{ true }}' });
		expect(byModel.isReplaced).toBe(false);
		const { shown, stored, isReplaced } = await runFor(`${JAMF_PRO}Tool`, { confirm: true, reveal: true });
		expect([shown, isReplaced]).toEqual([stored, true]);
	});

	test('in a tool, can be previewed', async () => {
		const { message, isReplaced } = await runFor(`${JAMF_PRO}Tool`, { previewOnly: true });
		expect([message, isReplaced]).toEqual([undefined, false]);
	});
});

const CANARY = 'canary-0001';

describe('secrets besides the result', () => {
	const respond = (method: string, path: RegExp, body: object) =>
		bench.simulator.fault({
			...{ kind: 'status', status: 200, method, path },
			...{ body: JSON.stringify(body), contentType: 'application/json' },
		});
	afterEach(() => bench.simulator.clearFaults());

	const listDevice = () => {
		const general = { displayName: 'Lobby', lastInventoryUpdateDate: '2026-01-01T00:00:00Z', airPlayPassword: CANARY };
		respond('GET', /\/v2\/mobile-devices\/detail/, {
			totalCount: 1,
			results: [{ mobileDeviceId: '9', deviceType: 'iOS', general }],
		});
	};

	test('of Get Changes', async () => {
		listDevice();
		const parameters = { output: 'raw', sections: ['GENERAL'], feed: 'canary' };
		const masked = await bench.pro('mobileDevice', 'getChanges', parameters);
		expect(JSON.stringify(masked.json)).not.toContain(CANARY);
		expect(JSON.stringify(masked.json)).toContain('[redacted]');
		const shown = await bench.pro('mobileDevice', 'getChanges', { ...parameters, reveal: true });
		expect(JSON.stringify(shown.json)).toContain(CANARY);
	});

	test('of the inventory trigger', async () => {
		listDevice();
		const watch = async (more: INodeParameters) =>
			JSON.stringify(
				await new PollHost(bench.engine, {
					...{ resource: 'mobileDevice', firstRun: 'all', output: 'raw', sections: ['GENERAL'] },
					...more,
				}).poll(),
			);
		const masked = await watch({});
		expect(masked).not.toContain(CANARY);
		expect(masked).toContain('[redacted]');
		expect(await watch({ reveal: true })).toContain(CANARY);
	});

	const POINT = {
		...{ fileSharingConnectionType: 'SMB', principal: false, backupDistributionPointId: '-1' },
		...{ sshUsername: '', localPathToShare: '', serverName: 'share.example.com' },
	};
	const write = async (operation: string, name: string, more: INodeParameters = {}) => {
		const body = JSON.stringify({ ...POINT, name });
		return JSON.stringify((await bench.pro('distributionPoint', operation, { bodyMode: 'json', body, ...more })).json);
	};

	test('of the full record after Create', async () => {
		respond('POST', /\/v1\/distribution-points$/, { id: '77', href: '/v1/distribution-points/77' });
		respond('GET', /\/v1\/distribution-points\/77$/, { ...POINT, id: '77', name: 'Share', readOnlyPassword: CANARY });
		const options = { returnFullRecord: true };
		const masked = await write('create', 'Share', { options });
		expect(masked).not.toContain(CANARY);
		expect(masked).toContain('[redacted]');
		expect(await write('create', 'Share', { options, reveal: true })).toContain(CANARY);
	});

	test('of the record that Create or Update updated', async () => {
		const [{ id }] = JSON.parse(await write('create', 'Existing')) as [{ id: string }];
		respond('PATCH', /\/v1\/distribution-points\/\d+$/, { ...POINT, id, name: 'Existing', readOnlyPassword: CANARY });
		const masked = await write('upsert', 'Existing');
		expect(masked).not.toContain(CANARY);
		expect(masked).toContain('[redacted]');
		expect(await write('upsert', 'Existing', { reveal: true })).toContain(CANARY);
	});
});

describe('an API Request in a tool masks', () => {
	afterEach(() => bench.simulator.clearFaults());

	const send = async (type: string, path: string, options: INodeParameters) => {
		const parameters = { resource: 'apiRequest', operation: 'send', method: 'GET', path, options };
		return JSON.stringify((await bench.engine.runNode(`${type}Tool`, parameters)).json);
	};

	test.each(['autodetect', 'json', 'text'])('a recovery key in a response read as %s', async (responseFormat) => {
		const path = '/v3/computers-inventory/1/filevault';
		const stored = { computerId: '1', personalRecoveryKey: 'FVLT-CANARY' };
		bench.simulator.fault({
			...{ kind: 'status', status: 200, path: /\/filevault$/, times: 2 },
			...{ body: JSON.stringify(stored), contentType: 'application/json' },
		});
		expect(await bench.pro('apiRequest', 'send', { method: 'GET', path })).toMatchObject({ json: [stored] });
		const shown = await send(JAMF_PRO, path, { responseFormat });
		expect(shown).not.toContain('FVLT-CANARY');
		expect(shown).toContain('[redacted]');
	});

	test.each(['autodetect', 'text'])('the header of a webhook by name, read as %s', async (responseFormat) => {
		const name = `Hook ${responseFormat}`;
		const hook = { name, event: 'ComputerAdded', url: 'https://hook.example.com', authentication_type: 'HEADER' };
		bench.simulator.state.classic.store('webhooks').insert({ ...hook, header: '{"X-Key":"canary"}' });
		const shown = await send(JAMF_CLASSIC, `/webhooks/name/${name}`, { responseFormat });
		expect(shown).toContain('ComputerAdded');
		expect(shown).not.toContain('canary');
	});
});
