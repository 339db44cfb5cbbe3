import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { IWorkflowBase } from 'n8n-workflow';
import { TEST_CERTIFICATE } from '../../simulator/testCertificate';
import { Stage } from '../helpers/stage';

const folder = path.join(__dirname, '../../examples');
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));

test.each(files)('%s runs on the engine', async (file) => {
	const stage = await Stage.open({ tls: TEST_CERTIFICATE, computers: 400 });
	try {
		const { serverUrl, ...fields } = stage.engine.credentials.store.get('c1') ?? {};
		stage.engine.setCredential({ ...fields, serverUrl: serverUrl ?? '', caPem: TEST_CERTIFICATE.cert }, 'jamf-pro');
		const run = await stage.engine.run(JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as IWorkflowBase);
		expect(run.data.resultData.error).toBeUndefined();
		const last = run.data.resultData.runData[run.data.resultData.lastNodeExecuted ?? ''];
		expect(last?.[0]?.data?.main?.[0]?.length).toBeGreaterThan(0);
	} finally {
		await stage.close();
	}
});

test('getting started reads 250 computers in pages, with one token', async () => {
	const stage = await Stage.open({ computers: 400 });
	try {
		stage.engine.setCredential(stage.engine.credentials.store.get('c1') ?? {}, 'jamf-pro');
		const run = await stage.engine.run(
			JSON.parse(readFileSync(path.join(folder, 'getting-started.json'), 'utf8')) as IWorkflowBase,
		);
		const items = (node: string) =>
			run.data.resultData.runData[node]?.[0]?.data?.main?.[0]?.map(({ json }) => json) ?? [];
		expect(items('Read Computers').map(({ id }) => id)).toEqual(
			Array.from({ length: 250 }, (_, index) => String(index + 1)),
		);
		const counted = items('Count by OS').reduce((sum, row) => sum + Number(row.count_id), 0);
		expect(counted).toBe(250);
		expect(stage.simulator.state.roles.values().at(-1)?.privileges).toEqual([
			'Read Buildings',
			'Read Computers',
			'Read Departments',
		]);
		expect(stage.simulator.stats.tokens).toBe(1);
		expect(stage.simulator.stats.byRoute['GET /api/v4/computers-inventory']).toBe(3);
	} finally {
		await stage.close();
	}
});
