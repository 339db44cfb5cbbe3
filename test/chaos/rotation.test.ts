import { FAULT_CASES, type FaultCase } from '../../chaos/matrix/faultCases';
import { JAMF_PRO } from '../../harness/engine';
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

interface Rotated {
	clientSecret?: string;
	proven?: boolean;
	validSecret?: string;
	error?: string;
	message?: string;
}

/** Rotates one client for each fault at the same time. Returns each fault with the outcome and the secrets. */
async function rotateAll(faults: readonly FaultCase[], toRule: (client: Client, fault: FaultCase) => FaultRule) {
	const clients = faults.map((fault, index) => {
		const client = bench.simulator.addClient({ displayName: `Client ${index}`, privileges: [] });
		bench.simulator.fault(toRule(client, fault));
		return client;
	});
	const run = await bench.engine.runNode(
		JAMF_PRO,
		{
			resource: 'apiIntegration',
			operation: 'rotateSecret',
			id: locator('id', '={{ $json.id }}'),
			options: { timeout: 400 },
		},
		{ input: clients.map(({ id }) => ({ json: { id } })), onError: 'continueRegularOutput' },
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

type Client = ReturnType<TestBench['simulator']['addClient']>;
type Outcomes = Awaited<ReturnType<typeof rotateAll>>;

/** Whatever failed: the item has the secret that the server accepts, or the error says what became of the old one. */
function expectNothingLost(outcomes: Outcomes): void {
	for (const { fault, item, before, stored } of outcomes) {
		if (item.error === undefined) expect({ fault, secret: item.clientSecret }).toEqual({ fault, secret: stored });
		else if (stored !== before)
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

test('a fault of the request that reads the client changes nothing', async () => {
	const outcomes = await rotateAll(FAULT_CASES, ({ id }, { rule }) => ({
		...rule,
		method: 'GET',
		path: `/api/v1/api-integrations/${id}`,
	}));
	expectNothingLost(outcomes);
	for (const { fault, item, before, stored } of outcomes) {
		if (item.error !== undefined) expect({ fault, stored }).toEqual({ fault, stored: before });
	}
});

test('a fault of the sign-in with the new secret, once and every time', async () => {
	for (const times of [{ times: 1 }, {}]) {
		const cases = times.times === 1 ? FAULT_CASES : PERSISTENT;
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
		const unproven = outcomes.filter(({ item }) => item.proven === false);
		expect(unproven.length < outcomes.length / 2).toBe(times.times !== undefined);
	}
});
