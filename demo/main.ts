import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeParameters, IRun, IWorkflowBase } from 'n8n-workflow';
import { closeConnections } from '../nodes/shared/transport/http/pool';
import { startSimulator } from '../simulator';
import { TEST_CERTIFICATE } from '../simulator/testCertificate';
import { Engine, JAMF_PRO } from '../harness/engine';
import { locator } from '../harness/testBench';
import { computeWorkflowRole } from '../harness/requirements';
import { printPreview, printRole, printSummary } from './summary';

/** A change that the demo only previews. */
const UPDATE: INodeParameters = {
	resource: 'computer',
	operation: 'update',
	id: locator('id', '1'),
	bodyMode: 'json',
	body: JSON.stringify({ general: { assetTag: 'MAC-0001' }, userAndLocation: { room: '4.12' } }),
	previewOnly: true,
};

/** Runs examples/getting-started.json on n8n's engine against the simulator, over TLS, and prints a summary, its role and a preview. */
async function main(): Promise<void> {
	const simulator = await startSimulator({ tls: TEST_CERTIFICATE, computers: 1000, latencyMs: 20 });
	try {
		const engine = new Engine();
		const credential = { serverUrl: simulator.url, ...simulator.client, caPem: TEST_CERTIFICATE.cert };
		for (const id of ['jamf-pro', 'c1']) engine.setCredential(credential, id);
		const file = path.join(__dirname, '../examples/getting-started.json');
		const workflow = JSON.parse(readFileSync(file, 'utf8')) as IWorkflowBase;
		const started = performance.now();
		const run: IRun = await engine.run(workflow);
		printSummary({ workflow, run, ms: performance.now() - started, server: simulator.url, stats: simulator.stats });
		printRole(computeWorkflowRole(workflow));
		const before = simulator.journal.length;
		const preview = await engine.runNode(JAMF_PRO, UPDATE);
		const writes = simulator.journal.slice(before).filter(({ method }) => method !== 'GET').length;
		printPreview(preview.json[0] ?? {}, writes);
		if (run.data.resultData.error !== undefined) process.exitCode = 1;
	} finally {
		await closeConnections();
		await simulator.close();
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
