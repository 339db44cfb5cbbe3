import type { INodeParameters } from 'n8n-workflow';
import { endsByTimeout, FAULT_CASES, type FaultCase, LONG_TIMEOUT_MS } from '../../chaos/matrix/faultCases';
import { TestBench } from '../../harness/testBench';
import type { FaultRule } from '../../simulator';

let bench: TestBench;
beforeAll(async () => {
	bench = await TestBench.open({ computers: 0, tokenLifetimeSeconds: 3600 });
	// Requests are retried without a delay.
	jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterAll(async () => {
	jest.restoreAllMocks();
	await bench.close();
});

type Api = 'classic' | 'pro';

const run = async (api: Api, resource: string, operation: string, parameters: INodeParameters) =>
	api === 'pro'
		? await bench.pro(resource, operation, parameters)
		: await bench.classic({ resource, operation, ...parameters });

const upsert = async (api: Api, resource: string, name: string, more: INodeParameters = {}) =>
	await run(api, resource, 'upsert', { bodyMode: 'json', body: JSON.stringify({ name }), ...more });

async function countNamed(api: Api, resource: string, name: string): Promise<number> {
	const { json } = await run(api, resource, 'getAll', { returnAll: true });
	return json.filter((row) => row.name === name).length;
}

const faults: FaultCase[] = [
	...FAULT_CASES,
	{ name: 'parallel conflict', phase: 'before', rule: { kind: 'parallelConflict' } },
	{ name: '409', phase: 'after', rule: { kind: 'status', status: 409, late: true } },
];
const cases = faults.flatMap((fault) =>
	(['POST', undefined] as const).map((method) => ({
		fault,
		method,
		title: `${fault.phase} ${fault.name}, ${method ?? 'any request'}`,
	})),
);
/** For faults that only a timeout ends. */
const TIMEOUT_MS = 500;

test.each(cases)(
	'$title: no duplicates, or the error says that it cannot be known',
	async ({ fault, method, title }) => {
		const check = async (api: Api, resource: string, path: string) => {
			const name = `Fault ${title}`;
			const rule = { ...fault.rule, path: new RegExp(path), times: 2, ...(method !== undefined && { method }) };
			const heal = bench.simulator.fault(rule as FaultRule);
			const options = { timeout: endsByTimeout(fault) ? TIMEOUT_MS : LONG_TIMEOUT_MS };
			const runs = await Promise.all([0, 1, 2].map(async () => await upsert(api, resource, name, { options })));
			heal();
			runs.push(await upsert(api, resource, name));
			const count = await countNamed(api, resource, name);
			const outcomes = runs.map(
				({ error, run: done }) =>
					error?.description ?? done.data.resultData.runData.Jamf?.[0]?.data?.main?.[0]?.[0]?.json.outcome,
			);
			expect({ title, resource, count, outcomes }).toMatchObject({ count: count === 0 ? 0 : 1 });
			const last = runs.at(-1)?.error;
			if (count === 0)
				expect({ title, message: last?.message }).toEqual({
					title,
					message: expect.stringMatching(/^It cannot be known whether/),
				});
		};
		await Promise.all([check('pro', 'department', 'departments'), check('classic', 'building', 'buildings')]);
	},
);
