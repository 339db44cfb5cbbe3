import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { measure } from '../../bench/measure';
import { startIdleServer } from '../../bench/idleServer';
import { NEAR, Environment } from '../../bench/environment';
import { BenchEngine, RawClient } from '../../bench/engine';
import { CANDIDATES, type CandidateName } from '../../bench/candidates';
import { JamfProClientCredentialsApi } from '../../credentials/JamfProClientCredentialsApi.credentials';
import { JamfClassic } from '../../nodes/JamfClassic/JamfClassic.node.ts';
import { JamfPro } from '../../nodes/JamfPro/JamfPro.node.ts';
import { closeConnections } from '../../nodes/shared/transport/http/pool';
import { type Simulator, startSimulator } from '../../simulator';
import { TEST_CERTIFICATE } from '../../simulator/testCertificate';
import { readBytes, signIn } from '../../bench/plainClient';

const COMPUTERS = 120;
let simulator: Simulator;
let engine: BenchEngine;
let idleServer: RawClient;

beforeAll(async () => {
	simulator = await startSimulator({ tls: TEST_CERTIFICATE, computers: COMPUTERS });
	engine = new BenchEngine({ JamfPro, JamfClassic, JamfProClientCredentialsApi });
	idleServer = new RawClient(await startIdleServer(0));
	setFlagsFromString('--expose-gc');
	global.gc = runInNewContext('gc') as typeof global.gc;
});
afterAll(async () => {
	await closeConnections();
	await simulator.close();
});

const contextOf = ({ url, client }: Simulator) => ({
	engine,
	idleServer,
	rawClient: new RawClient(url),
	server: url,
	client,
});

// The HTTP Request node belongs to n8n, which only the e2e suite installs.
const EXPECTED: Array<[candidate: CandidateName, size: number, rows: number, requests: number]> = [
	// Five pages at once, because the length of the fleet is not known yet.
	['inventory.node', COMPUTERS, COMPUTERS, 5],
	['inventory.nodeSmall', COMPUTERS, COMPUTERS, 2],
	['inventory.helper', COMPUTERS, COMPUTERS, 2],
	['inventory.itemsAlone', COMPUTERS, COMPUTERS, 1],
	['inventory.limit', COMPUTERS, 0, 1],
	['inventory.limitConnected', COMPUTERS, 0, 1],
	['inventory.limitParsed', COMPUTERS, COMPUTERS, 1],
	['inventory.first', 1, 1, 1],
	['inventory.firstHelper', 1, 1, 1],
	['updates.node', 7, 7, 7],
	['updates.storedCredential', 7, 7, 7],
	['updates.credentialPerItem', 7, 7, 7],
	['updates.helper', 7, 7, 7],
	['updates.limit', 7, 0, 0],
	['classic.byIdJson', 3, 3, 3],
	['classic.byIdXml', 3, 3, 3],
	['classic.byIdHelper', 3, 3, 3],
	['classic.list', COMPUTERS, COMPUTERS, 1],
	['classic.listBasic', COMPUTERS, COMPUTERS, 1],
];

test('covers every candidate except the HTTP Request node', () => {
	const tried = EXPECTED.map(([candidate]) => candidate);
	expect(Object.keys(CANDIDATES).filter((name) => !tried.some((each) => each === name))).toEqual([
		'inventory.httpRequest',
		'inventory.httpRequestLarge',
		'updates.httpRequest',
		'updates.httpRequestBatched',
		'updates.httpRequestCapped',
	]);
});

test.each(EXPECTED)('%s of %i returns %i rows with %i requests', async (candidate, size, rows, requests) => {
	engine.signIn(simulator.url, simulator.client);
	simulator.resetStats();
	const place = contextOf(simulator);
	const measured = await measure(async () => await CANDIDATES[candidate](place, size));
	expect(measured.rows).toBe(rows);
	expect(simulator.stats.requests - simulator.stats.tokens).toBe(requests);
	expect(measured.peakHeapBytes).toBeGreaterThanOrEqual(measured.heldBytes);
});

test('updates the computers', async () => {
	for (const candidate of ['updates.node', 'updates.credentialPerItem', 'updates.helper'] as const) {
		engine.signIn(simulator.url, simulator.client);
		await CANDIDATES[candidate](contextOf(simulator), 2);
		const computer = simulator.state.computers.read(2);
		expect(computer?.changes.general).toMatchObject({ assetTag: 'A-2' });
		if (computer) simulator.state.computers.write(2, { ...computer, changes: {} });
	}
});

test('runs an environment as a simulator behind a latency proxy, in other processes', async () => {
	const environment = await Environment.open(NEAR, { computers: 3 });
	try {
		await environment.reset();
		const token = await signIn(environment.address.server, environment.address);
		const path = '/api/v4/computers-inventory';
		expect(JSON.parse(String(await readBytes(environment.address.server + path, token)))).toMatchObject({
			totalCount: 3,
		});
		expect(await environment.stats()).toMatchObject({ tokens: 1, requests: 2 });
		await environment.reset();
		expect(await environment.stats()).toMatchObject({ tokens: 0, requests: 0 });
	} finally {
		await environment.close();
	}
});
