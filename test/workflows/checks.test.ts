import { TestBench } from '../../harness/testBench';

let bench: TestBench;
beforeAll(async () => {
	bench = await TestBench.open({ computers: 1 });
	// Reads are retried without a delay.
	jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterAll(async () => {
	jest.restoreAllMocks();
	await bench.close();
});
beforeEach(() => bench.simulator.clearFaults());

const CHECKS = [
	{ resource: 'jamfConnect', operation: 'checkAccess', field: 'hasAccess', negative: 403, path: /v1\/jamf-connect$/ },
	{ resource: 'selfServicePlus', operation: 'checkEnabled', field: 'enabled', negative: 404, path: /enabled$/ },
	{ resource: 'serverInformation', operation: 'checkHealth', field: 'healthy', path: /health-check$/ },
];

describe.each(CHECKS)('$resource $operation', ({ resource, operation, field, negative, path }) => {
	const check = async (status: number, body: string) => {
		bench.simulator.fault({ kind: 'status', status, body, path });
		return await bench.pro(resource, operation);
	};

	test('returns true for 204 without a body', async () => {
		expect((await bench.pro(resource, operation)).json).toEqual([{ [field]: true }]);
	});

	test('returns false for its own status, and an error for any other', async () => {
		for (const status of [400, 403, 404]) {
			const run = await check(status, 'json');
			if (status === negative) expect(run.json).toEqual([{ [field]: false }]);
			else expect(run.error).toMatchObject({ httpCode: String(status) });
			bench.simulator.clearFaults();
		}
	});

	test('returns the value in a body', async () => {
		expect((await check(200, `{"${field}":false}`)).json).toEqual([{ [field]: false }]);
	});

	test.each(['{}', '[]', '{"status":"maintenance"}', 'html'])(
		'reports %j with status 200 as an error',
		async (body) => {
			expect((await check(200, body)).error?.message).toMatch(/^The server('s response| returned a web page)/);
		},
	);
});
