import { FAULT_CASES, type FaultCase, timeoutFor } from '../../chaos/matrix/faultCases';
import { CREDENTIAL, JAMF_PRO } from '../../harness/engine';
import { locator, TestBench } from '../../harness/testBench';
import type { FaultRule } from '../../simulator';

let bench: TestBench;
beforeEach(async () => {
	bench = await TestBench.open({ computers: 0 });
});
afterEach(async () => await bench.close());

const OLD_MAY_BE_DEAD = /old secret may have stopped working/;

/** Faults whose repetition takes little time. */
const PERSISTENT = FAULT_CASES.filter(({ name }) => /^(reset|cut|not HTTP|403|500|503|login page)/.test(name));

const REJECTED = FAULT_CASES.find(({ name }) => name === '401');

interface Rotated {
	clientSecret?: string;
	proven?: boolean;
	validSecret?: string;
	error?: string;
	message?: string;
}

/** Rotates one client for each fault at the same time. Returns each fault with the outcome and the secrets. */
async function rotateAll(faults: readonly FaultCase[], toRule: (client: Client, fault: FaultCase) => FaultRule) {
	const clients = faults.map((fault) => {
		const client = { ...addTarget(), timeout: timeoutFor(fault) };
		bench.simulator.fault(toRule(client, fault));
		return client;
	});
	const run = await bench.engine.runNode(
		JAMF_PRO,
		{
			resource: 'apiIntegration',
			operation: 'rotateSecret',
			id: locator('name', '={{ $json.displayName }}'),
			options: { timeout: '={{ $json.timeout }}' },
		},
		{
			input: clients.map(({ displayName, timeout }) => ({ json: { displayName, timeout } })),
			onError: 'continueRegularOutput',
		},
	);
	bench.simulator.clearFaults();
	expect(run.json).toHaveLength(faults.length);
	return clients.map(({ id, clientSecret: before }, index) => ({
		fault: `${faults[index]?.phase} ${faults[index]?.name}`,
		item: run.json[index] as Rotated,
		before,
		stored: bench.simulator.state.integrations.read(id)?.clientSecret ?? '',
	}));
}

let added = 0;

/** A client whose secret is rotated. Its name is not part of another one. */
function addTarget() {
	const displayName = `Client${++added}.`;
	return { displayName, ...bench.simulator.addClient({ displayName, privileges: [] }) };
}

type Client = ReturnType<typeof addTarget>;
type Outcomes = Awaited<ReturnType<typeof rotateAll>>;

/** Whatever failed: the item has the secret that the server accepts, or the error says what became of the old one. */
function expectNothingLost(outcomes: Outcomes): void {
	for (const { fault, item, before, stored } of outcomes) {
		if (item.error === undefined) {
			expect({ fault, secret: item.clientSecret }).toEqual({ fault, secret: stored });
			expect({ fault, valid: item.validSecret }).toEqual({ fault, valid: 'new' });
		}
		if (item.error !== undefined && stored !== before)
			expect({ fault, hint: item.message }).toEqual({ fault, hint: expect.stringMatching(OLD_MAY_BE_DEAD) });
		expect({ fault, leaks: item.error?.includes(stored) ?? false }).toEqual({ fault, leaks: false });
	}
}

const creation = ({ id }: Client) => ({
	method: 'POST',
	path: `/api/v1/api-integrations/${id}/client-credentials`,
});

test('a fault of the request that creates the secret', async () => {
	const outcomes = await rotateAll(FAULT_CASES, (client, { rule }) => ({ ...rule, ...creation(client), times: 1 }));
	expectNothingLost(outcomes);
	// A response that is lost after the secret was created is followed by another one.
	const lost = outcomes.filter(({ fault }) => fault.startsWith('after'));
	expect(lost.length).toBeGreaterThan(5);
	for (const { fault, item } of lost) expect({ fault, proven: item.proven }).toEqual({ fault, proven: true });
});

test('the same fault every time', async () => {
	const outcomes = await rotateAll(PERSISTENT, (client, { rule }) => ({ ...rule, ...creation(client) }));
	expectNothingLost(outcomes);
	const replaced = outcomes.filter(({ before, stored }) => before !== stored);
	expect(replaced.length).toBeGreaterThan(2);
});

/** The requests before the one that creates the secret. */
const READS: Array<[string, (client: Client) => Pick<FaultRule, 'method' | 'path'>]> = [
	['finds the client by name', ({ displayName }) => ({ path: new RegExp(`/api-integrations\\?.*${displayName}`) })],
	['reads the client', ({ id }) => ({ path: `/api/v1/api-integrations/${id}` })],
];

test.each(READS)('a fault of the request that %s changes nothing', async (_, toRequest) => {
	const toRule = (client: Client, { rule }: FaultCase) => ({ ...rule, method: 'GET', ...toRequest(client), times: 1 });
	const outcomes = await rotateAll(FAULT_CASES, toRule);
	expectNothingLost(outcomes);
	const failed = outcomes.filter(({ item }) => item.error !== undefined);
	expect(failed.length).toBeGreaterThan(3);
	for (const { fault, before, stored } of failed) expect({ fault, stored }).toEqual({ fault, stored: before });
});

test('a fault of the sign-in of the node itself changes nothing', async () => {
	const outcomes = await Promise.all(
		FAULT_CASES.map(async (fault) => {
			const { phase, name, rule } = fault;
			const { id, displayName, clientSecret: before } = addTarget();
			const own = bench.simulator.addClient({ privileges: ['Read API Integrations', 'Create API Integrations'] });
			const { clientId, clientSecret } = own;
			bench.engine.setCredential({ serverUrl: bench.simulator.url, clientId, clientSecret }, clientId);
			bench.simulator.fault({ ...rule, path: /\/oauth\/token$/, contains: clientId, times: 1 });
			const parameters = { id: locator('name', displayName), options: { timeout: timeoutFor(fault) } };
			const run = await bench.engine.runNode(
				JAMF_PRO,
				{ resource: 'apiIntegration', operation: 'rotateSecret', ...parameters },
				{ credentials: { [CREDENTIAL]: { id: clientId, name: 'Own' } } },
			);
			const item: Rotated = run.error === undefined ? (run.json[0] ?? {}) : { error: run.error.message };
			const stored = bench.simulator.state.integrations.read(id)?.clientSecret ?? '';
			return { fault: `${phase} ${name}`, item, before, stored };
		}),
	);
	expectNothingLost(outcomes);
	for (const { fault, item, before, stored } of outcomes) {
		if (item.error !== undefined) expect({ fault, stored }).toEqual({ fault, stored: before });
	}
});

test('a fault of the sign-in with the new secret, once and every time', async () => {
	for (const times of [{ times: 1 }, {}]) {
		const cases =
			times.times === 1 ? FAULT_CASES : FAULT_CASES.filter((each) => each === REJECTED || PERSISTENT.includes(each));
		const outcomes = await rotateAll(cases, ({ clientId }, { rule }) => ({
			...rule,
			method: 'POST',
			path: /\/oauth\/token$/,
			contains: clientId,
			...times,
		}));
		for (const { fault, item, stored } of outcomes) {
			expect({ fault, secret: item.clientSecret, error: item.error }).toEqual({
				fault,
				secret: stored,
				error: undefined,
			});
		}
		// Only a server that rejects the new secret may have another one.
		for (const { fault, item } of outcomes) {
			const isRejected = times.times === undefined && fault === `before ${REJECTED?.name}`;
			expect({ fault, valid: item.validSecret }).toEqual({ fault, valid: isRejected ? 'unknown' : 'new' });
		}
		const unproven = outcomes.filter(({ item }) => item.proven === false);
		expect(unproven.length < outcomes.length / 2).toBe(times.times !== undefined);
	}
});
