import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand, runStep } from '../harness/command';
import { freePort } from './n8n';
import { waitUntil } from './waitUntil';

/** A database and a queue on the loopback interface, until `stop`. */
interface Services {
	/** For every process of n8n. */
	env: Record<string, string>;
	stop(): Promise<void>;
}

const POSTGRES_FOLDER = '/usr/lib/postgresql';
const DEBIAN_PACKAGES = ['postgresql', 'redis-server'];
const IS_ROOT = process.getuid?.() === 0;
const MAX_STOP_MS = 60_000;

export async function startServices(): Promise<Services> {
	await ensureInstalled();
	const folder = await mkdtemp(path.join(tmpdir(), 'n8n-nodes-jamf-queue-'));
	const processes: ChildProcess[] = [];
	const stop = async () => {
		await Promise.all(processes.map(end));
		await rm(folder, { recursive: true, force: true });
	};
	try {
		const [database, queue] = [await freePort(), await freePort()];
		processes.push(await startPostgres(folder, database), startRedis(folder, queue));
		await Promise.all([listens(database), listens(queue)]);
		return { env: environment(database, queue), stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

function environment(database: number, queue: number): Record<string, string> {
	return {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(database),
		DB_POSTGRESDB_DATABASE: 'postgres',
		DB_POSTGRESDB_USER: 'n8n',
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(queue),
	};
}

async function ensureInstalled(): Promise<void> {
	if (existsSync(POSTGRES_FOLDER) && existsSync('/usr/bin/redis-server')) return;
	const packages = DEBIAN_PACKAGES.join(' ');
	if (!IS_ROOT || !existsSync('/usr/bin/apt-get'))
		throw new Error(`queue mode needs ${packages}: apt install ${packages}`);
	const options = { cwd: '/', env: { DEBIAN_FRONTEND: 'noninteractive' } };
	await runStep(`apt-get install ${packages}`, async () => {
		await runCommand('apt-get', ['update', '-qq'], options);
		await runCommand('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...DEBIAN_PACKAGES], options);
	});
}

async function startPostgres(folder: string, port: number): Promise<ChildProcess> {
	const version = (await readdir(POSTGRES_FOLDER)).sort((a, b) => Number(a) - Number(b)).at(-1) ?? '';
	const program = (name: string) => path.join(POSTGRES_FOLDER, version, 'bin', name);
	const data = path.join(folder, 'postgres');
	await mkdir(data, { mode: 0o700 });
	if (IS_ROOT) await giveToPostgres(folder, data);
	const initialise = asPostgres(program('initdb'), ['-D', data, '-U', 'n8n', '--auth=trust', '-E', 'UTF8']);
	await runCommand(...initialise, { cwd: folder });
	const options = ['-h', '127.0.0.1', '-p', String(port), '-k', data, '-c', 'fsync=off', '-c', 'max_connections=100'];
	return spawn(...asPostgres(program('postgres'), ['-D', data, ...options]), { cwd: folder, stdio: 'ignore' });
}

function startRedis(folder: string, port: number): ChildProcess {
	const options = ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--dir', folder];
	return spawn('redis-server', options, { cwd: folder, stdio: 'ignore' });
}

/** PostgreSQL refuses to run as root. */
function asPostgres(program: string, args: string[]): [string, string[]] {
	if (!IS_ROOT) return [program, args];
	return ['setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', program, ...args]];
}

async function giveToPostgres(...folders: string[]): Promise<void> {
	const id = async (flag: string) => Number(await runCommand('id', [flag, 'postgres'], { cwd: '/' }));
	const [user, group] = [await id('-u'), await id('-g')];
	for (const folder of folders) await chown(folder, user, group);
}

async function listens(port: number): Promise<void> {
	await waitUntil(`something listens on port ${port}`, () => accepts(port), 100);
}

async function accepts(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
		socket.on('connect', () => socket.destroy());
	});
}

async function end(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	// With SIGINT PostgreSQL does not wait for clients.
	child.kill('SIGINT');
	await Promise.race([gone, sleep(MAX_STOP_MS, undefined, { ref: false })]);
	child.kill('SIGKILL');
	await gone;
}
