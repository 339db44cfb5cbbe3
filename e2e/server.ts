import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { type Simulator, startSimulator } from '../simulator';
import { TEST_CERTIFICATE } from '../simulator/testCertificate';
import type { N8nInstallation } from '../harness/n8n/install';
import { type N8n, startN8n } from './n8n';
import { installPackage } from './package';
import { Rest } from './rest';

/** n8n with the package installed and its owner signed in by REST, and a simulated Jamf Pro. */
export interface Server {
	n8n: N8n;
	rest: Rest;
	simulator: Simulator;
	userFolder: string;
	close(): Promise<void>;
}

const COMPUTERS = 250;

export async function startServer(installed: N8nInstallation, tarball: string): Promise<Server> {
	const userFolder = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-jamf-'));
	await installPackage(tarball, userFolder);
	const simulator = await startSimulator({ tls: TEST_CERTIFICATE, computers: COMPUTERS, compress: true });
	try {
		const n8n = await startN8n({ installed, userFolder });
		const rest = new Rest(n8n);
		await rest.setUpOwner();
		const close = async () => {
			await n8n.stop();
			await simulator.close();
			await rm(userFolder, { recursive: true, force: true });
		};
		return { n8n, rest, simulator, userFolder, close };
	} catch (error) {
		await simulator.close();
		throw error;
	}
}

/** What a user types into the credential for the simulator's administrator. */
export function credentialData({ url, client }: Simulator): ICredentialDataDecryptedObject {
	return {
		serverUrl: url,
		...client,
		scope: '',
		maxConcurrentRequests: 5,
		ignoreSslIssues: false,
		caPem: TEST_CERTIFICATE.cert,
		accessToken: '',
	};
}

/** For n8n's own request helper, used by credential tests and other nodes: the helper of n8n 1 does not support a CA. */
export function helperCredentialData({ isVersion1 }: Rest, simulator: Simulator): ICredentialDataDecryptedObject {
	const data = credentialData(simulator);
	return isVersion1 ? { ...data, ignoreSslIssues: true, caPem: '' } : data;
}
