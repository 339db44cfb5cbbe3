import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { saveLog } from './artifacts';
import type { N8nInstallation } from '../harness/n8n/install';
import { freePort, type N8n, startN8n } from './n8n';
import { installPackage } from './package';
import { Rest } from './rest';
import { startServices } from './services';

/** n8n in queue mode: a main process, a webhook processor, and workers that run workflows. */
export interface Cluster {
	main: N8n;
	workers: N8n[];
	/** Receives the requests to production webhooks at `WEBHOOK_URL`. */
	webhookProcessor: N8n;
	rest: Rest;
	close(): Promise<void>;
}

const PACKAGES = '.n8n/nodes';
/** Executions that one worker runs at the same time. */
const CONCURRENCY = 10;
/** A dead worker is detected within a minute, and a busy one still renews its lock in time. */
const FAST_RECOVERY_ENV = {
	QUEUE_WORKER_LOCK_DURATION: '30000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '5000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
	N8N_EXECUTIONS_QUEUE_RECOVERY_INTERVAL: '1',
};

export async function startCluster(installed: N8nInstallation, tarball: string, workers: number): Promise<Cluster> {
	const services = await startServices();
	const folder = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-jamf-cluster-'));
	const running: N8n[] = [];
	const webhookPort = await freePort();
	const env = { ...services.env, ...FAST_RECOVERY_ENV, WEBHOOK_URL: `http://127.0.0.1:${webhookPort}/` };
	const start = async (name: string, command: string[], port?: number) => {
		const userFolder = path.join(folder, name);
		await cp(path.join(folder, 'first', PACKAGES), path.join(userFolder, PACKAGES), { recursive: true });
		const n8n = await startN8n({ installed, userFolder, command, env, ...(port !== undefined && { port }) });
		running.push(n8n);
		return n8n;
	};
	const close = async () => {
		running.forEach((n8n, at) => saveLog(n8n, at === 0 ? 'main' : `worker-${at}`));
		await Promise.all(running.map(async (n8n) => await n8n.stop()));
		await services.stop();
		await rm(folder, { recursive: true, force: true });
	};
	try {
		await mkdir(path.join(folder, 'first'));
		await installPackage(tarball, path.join(folder, 'first'));
		const main = await start('main', ['start']);
		const rest = new Rest(main);
		await rest.setUpOwner();
		const names = Array.from({ length: workers }, (_, at) => `worker-${at + 1}`);
		const work = ['worker', `--concurrency=${CONCURRENCY}`];
		const started = await Promise.all(names.map((name) => start(name, work)));
		const webhookProcessor = await start('webhook', ['webhook'], webhookPort);
		return { main, rest, workers: started, webhookProcessor, close };
	} catch (error) {
		await close();
		throw error;
	}
}

/** Executions that a worker has started, from its log. */
export const countStarted = ({ log }: N8n): number => log().match(/Worker started execution/g)?.length ?? 0;
