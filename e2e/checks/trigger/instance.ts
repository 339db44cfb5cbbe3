import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { N8nInstallation } from '../../../harness/n8n/install';
import { type Simulator, startSimulator } from '../../../simulator';
import { TEST_CERTIFICATE } from '../../../simulator/testCertificate';
import { saveLog } from '../../artifacts';
import { freePort, type N8n, startN8n } from '../../n8n';
import { installPackage } from '../../package';
import { Rest } from '../../rest';

/** An n8n instance that can be stopped and restarted at the same address, and a simulated Jamf Pro server that sends events to it. */
export interface Instance {
	rest: Rest;
	simulator: Simulator;
	url: string;
	log(): string;
	restart(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
	close(): Promise<void>;
}

export async function startInstance(installed: N8nInstallation, tarball: string): Promise<Instance> {
	const userFolder = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-jamf-trigger-'));
	await installPackage(tarball, userFolder);
	const port = await freePort();
	const simulator = await startSimulator({ tls: TEST_CERTIFICATE, computers: 20, tokenLifetimeSeconds: 3600 });
	const start = async () => await startN8n({ installed, userFolder, port });
	let n8n: N8n = await start();
	const rest = new Rest(n8n);
	await rest.setUpOwner();
	return {
		rest,
		simulator,
		url: n8n.url,
		log: () => n8n.log(),
		async restart(signal) {
			await n8n.stop(signal);
			n8n = await start();
			await rest.signIn();
		},
		async close() {
			saveLog(n8n, 'trigger');
			await n8n.stop();
			await simulator.close();
			await rm(userFolder, { recursive: true, force: true });
		},
	};
}
