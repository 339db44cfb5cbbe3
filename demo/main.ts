import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IRun, IWorkflowBase } from 'n8n-workflow';
import { closeConnections } from '../nodes/shared/transport/http/pool';
import { startSimulator } from '../simulator';
import { TEST_CERTIFICATE } from '../simulator/testCertificate';
import { Engine } from '../harness/engine';
import { printSummary } from './summary';

/** Runs examples/getting-started.json on n8n's engine against the simulator, over TLS, and prints a summary. */
async function main(): Promise<void> {
	const simulator = await startSimulator({ tls: TEST_CERTIFICATE, computers: 1000, latencyMs: 20 });
	try {
		const engine = new Engine();
		engine.setCredential({ serverUrl: simulator.url, ...simulator.client, caPem: TEST_CERTIFICATE.cert }, 'jamf-pro');
		const file = path.join(__dirname, '../examples/getting-started.json');
		const workflow = JSON.parse(readFileSync(file, 'utf8')) as IWorkflowBase;
		const started = performance.now();
		const run: IRun = await engine.run(workflow);
		printSummary({ workflow, run, ms: performance.now() - started, server: simulator.url, stats: simulator.stats });
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
