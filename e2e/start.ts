import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Simulator, startSimulator } from '../simulator';
import { TEST_CERTIFICATE } from '../simulator/testCertificate';
import { runStep } from '../harness/command';
import { cacheFolder, isAlive } from '../harness/cache';
import { listExamples, readExample } from './exampleFiles';
import { type N8nInstallation, installN8n } from '../harness/n8n/install';
import { type N8n, startN8n } from './n8n';
import { installPackage, packPackage } from './package';
import { CREDENTIAL_TYPE, OWNER, Rest, type SavedCredential, type SavedWorkflow } from './rest';
import { credentialData } from './server';

const N8N_PORT = 5678;
const JAMF_PORT = 8443;
const COMPUTERS = 1_000;
const CREDENTIAL = 'Jamf Pro';

/** Starts an n8n with the package, a simulated Jamf Pro and the examples. */
async function main(): Promise<void> {
	const { values: flags } = parseArgs({ options: { folder: { type: 'string' } } });
	// Kept between starts, with the workflows that were created in it.
	const userFolder = flags.folder ?? path.join(cacheFolder(), 'start');
	const running = path.join(userFolder, 'running.json');
	await mkdir(userFolder, { recursive: true });
	await refuseSecond(running);
	const installed = await installN8n();
	await runStep('build and install the package', () => renewPackage(userFolder));

	const asked = askedToStop();
	let n8n: N8n | undefined;
	const simulator = await startSimulator({
		port: await freePortFrom(JAMF_PORT),
		tls: TEST_CERTIFICATE,
		computers: COMPUTERS,
	});
	try {
		n8n = await runStep('start n8n', async () => await startOnPort(installed, userFolder));
		await writeFile(running, JSON.stringify({ pid: process.pid, url: n8n.url }));
		const first = await prepare(new Rest(n8n), simulator);
		console.log(welcome(n8n, simulator, first));
		await asked.promise;
	} catch (error) {
		// Ctrl-C also reaches n8n, which may end before it responds.
		if (!asked.done) throw error;
	} finally {
		console.log('Stopping ...');
		await n8n?.stop();
		await simulator.close();
		await rm(running, { force: true });
	}
}

/** Two n8n processes on one database would corrupt it. */
async function refuseSecond(file: string): Promise<void> {
	if (!existsSync(file)) return;
	const { pid, url } = JSON.parse(await readFile(file, 'utf8')) as { pid: number; url: string };
	if (isAlive(pid)) throw new Error(`It is already running: ${url}`);
}

async function renewPackage(userFolder: string): Promise<void> {
	const folder = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-jamf-pack-'));
	try {
		const { tarball } = await packPackage(folder);
		await rm(path.join(userFolder, '.n8n/nodes'), { recursive: true, force: true });
		await installPackage(tarball, userFolder);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function startOnPort(installed: N8nInstallation, userFolder: string): Promise<N8n> {
	return await startN8n({ installed, userFolder, port: await freePortFrom(N8N_PORT) });
}

/** Pressing Ctrl-C twice changes nothing: n8n needs the time to close its database. */
function askedToStop(): { promise: Promise<void>; done: boolean } {
	const { promise, resolve } = withResolver();
	const asked = { promise, done: false };
	const stop = () => {
		asked.done = true;
		resolve();
	};
	process.on('SIGINT', stop).on('SIGTERM', stop);
	return asked;
}

function withResolver(): { promise: Promise<void>; resolve: () => void } {
	let resolve = () => {};
	const promise = new Promise<void>((fulfil) => (resolve = fulfil));
	return { promise, resolve };
}

/** Signs in, updates the credential with the address and secret of this start, and imports missing examples. */
async function prepare(rest: Rest, simulator: Simulator): Promise<SavedWorkflow | undefined> {
	const { userManagement } = await rest.call<{ userManagement: { showSetupOnFirstLoad: boolean } }>(
		'GET',
		'/rest/settings',
	);
	if (userManagement.showSetupOnFirstLoad) await rest.setUpOwner();
	await rest.signIn();
	const credential = await renewCredential(rest, simulator);
	const saved = await rest.call<SavedWorkflow[]>('GET', '/rest/workflows');
	const names = await listExamples();
	const examples = await Promise.all(
		names.map(async (name) => await readExample(name, { [CREDENTIAL_TYPE]: credential })),
	);
	// n8n lists the last change first.
	for (const example of examples.toReversed()) {
		if (saved.some(({ name }) => name === example.name)) continue;
		saved.push(await rest.createWorkflow(example));
	}
	return saved.find(({ name }) => name === examples[0]?.name);
}

async function renewCredential(rest: Rest, simulator: Simulator): Promise<SavedCredential> {
	const data = credentialData(simulator);
	const all = await rest.call<SavedCredential[]>('GET', '/rest/credentials');
	const old = all.find(({ name }) => name === CREDENTIAL);
	if (old === undefined) return await rest.createCredential(CREDENTIAL, data);
	const credential = { id: old.id, name: CREDENTIAL };
	await rest.call('PATCH', `/rest/credentials/${old.id}`, { ...credential, type: CREDENTIAL_TYPE, data });
	return credential;
}

async function freePortFrom(port: number): Promise<number> {
	for (let each = port; each < port + 100; each++) if (await isFree(each)) return each;
	throw new Error(`There is no free port from ${port} to ${port + 99}`);
}

async function isFree(port: number): Promise<boolean> {
	const server = createServer();
	return await new Promise((resolve) => {
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}

function welcome({ url }: N8n, { url: jamfUrl }: Simulator, first: SavedWorkflow | undefined): string {
	return `
n8n with Jamf Pro is ready.

  Open      ${first === undefined ? url : `${url}/workflow/${first.id}`}
  Sign in   ${OWNER.email}
  Password  ${OWNER.password}
  Click     Execute workflow; then double-click a node to see its output
  Examples  ${url}/home/workflows
  Jamf Pro  ${jamfUrl} (a simulator with ${COMPUTERS.toLocaleString('en')} computers; the credential "${CREDENTIAL}" is set)

Ctrl-C stops it. Your workflows are kept for the next start.
`;
}

main().then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exit(1);
	},
);
