import { spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { N8nInstallation } from '../harness/n8n/install';
import { MAX_WAIT_MS } from './waitUntil';

/** A running process of n8n: the server, or in queue mode a worker. */
export interface N8n {
	url: string;
	version: string;
	pid: number;
	startMs: number;
	/** All its output, one JSON object per line except for output that is not n8n's. */
	log(): string;
	/** Stops it with the signal of an administrator, or with that of the kernel when memory runs out. */
	stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

interface StartOptions {
	installed: N8nInstallation;
	/** Home folder of the process, which contains `.n8n`. */
	userFolder: string;
	/** Default: the server. */
	command?: string[];
	env?: Record<string, string>;
	/** Default: a free port. */
	port?: number;
}

const MAX_STOP_MS = 120_000;

const BASE_ENV = {
	N8N_ENCRYPTION_KEY: 'e2e-key',
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_HOST: '127.0.0.1',
	N8N_SECURE_COOKIE: 'false',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'false',
	N8N_LOG_LEVEL: 'info',
	N8N_LOG_FORMAT: 'json',
	DB_TYPE: 'sqlite',
	// With stacks, by which the log check assigns warnings to packages.
	NODE_OPTIONS: '--trace-warnings',
};

/**
 * n8n's own time limits, raised so that a busy machine does not exceed them. For example, after three pings of the database that take more
 * than 5 s each, n8n closes all connections to it, and requests fail.
 */
const TIME_LIMITS = {
	DB_PING_TIMEOUT_MS: '600000',
	DB_PING_MAX_FAILURES_BEFORE_RECOVERY: '1000',
	DB_CONNECTION_ACQUISITION_TIMEOUT_MS: '600000',
	DB_POSTGRESDB_CONNECTION_TIMEOUT: '600000',
	DB_POSTGRESDB_STATEMENT_TIMEOUT: '600000',
	QUEUE_BULL_REDIS_TIMEOUT_THRESHOLD: '600000',
	N8N_RUNNERS_HEARTBEAT_INTERVAL: '300',
	N8N_RUNNERS_TASK_ACCEPT_TIMEOUT: '300',
	N8N_RUNNERS_TASK_REQUEST_TIMEOUT: '600',
	N8N_RUNNERS_TASK_TIMEOUT: '600',
	N8N_WORKFLOW_PUBLICATION_OUTBOX_LEASE_SECONDS: '600',
};

/** Starts n8n on the loopback interface and waits until it responds. */
export async function startN8n({ installed, userFolder, command = ['start'], env, port }: StartOptions): Promise<N8n> {
	const [httpPort = 0, brokerPort = 0] = [port ?? (await freePort()), await freePort()];
	const logFile = path.join(userFolder, `n8n-${httpPort}.log`);
	const output = openSync(logFile, 'a');
	const start = performance.now();
	const child = spawn(installed.node, [installed.bin, ...command], {
		cwd: userFolder,
		stdio: ['ignore', output, output],
		env: {
			PATH: `${path.dirname(installed.node)}:${process.env.PATH}`,
			HOME: userFolder,
			N8N_USER_FOLDER: userFolder,
			...BASE_ENV,
			...TIME_LIMITS,
			N8N_PORT: String(httpPort),
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(httpPort),
			N8N_RUNNERS_BROKER_PORT: String(brokerPort),
			...installed.env,
			...env,
		},
	});
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	const n8n: N8n = {
		url: `http://127.0.0.1:${httpPort}`,
		version: installed.version,
		pid: child.pid ?? 0,
		startMs: 0,
		log: () => readFileSync(logFile, 'utf8'),
		async stop(signal = 'SIGTERM') {
			child.kill(signal);
			await Promise.race([ended, sleep(MAX_STOP_MS, undefined, { ref: false })]);
			child.kill('SIGKILL');
			await ended;
		},
	};
	// n8n 1 responds to the first before its routes are registered; a worker has only the first.
	const probes = command[0] === 'start' ? ['/healthz/readiness', '/rest/settings'] : ['/healthz/readiness'];
	while (!(await responds(probes.map((probe) => n8n.url + probe)))) {
		if (child.exitCode === null && child.signalCode === null && performance.now() - start < MAX_WAIT_MS) {
			await sleep(200);
			continue;
		}
		await n8n.stop('SIGKILL');
		throw new Error(`n8n ${command.join(' ')} did not start:\n${n8n.log().slice(-3_000)}`);
	}
	n8n.startMs = Math.round(performance.now() - start);
	return n8n;
}

async function responds(urls: string[]): Promise<boolean> {
	try {
		const responses = await Promise.all(urls.map(async (url) => await fetch(url)));
		return responses.every(({ ok }) => ok);
	} catch {
		return false;
	}
}

export async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}
