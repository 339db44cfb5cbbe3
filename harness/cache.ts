import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand } from './command';

/** One step of filling a folder of the cache. */
export interface CacheStep {
	title: string;
	run: (folder: string) => Promise<void>;
}

/** Titles of the completed steps, in a folder that is not complete yet. */
const DONE_FILE = '.done.json';
const POLL_MS = 1_000;

export const cacheFolder = () => process.env.N8N_NODES_JAMF_CACHE ?? path.join(homedir(), '.cache/n8n-nodes-jamf');

/** The path of a folder in the cache. Its name depends on the files, so other files result in another folder. */
export function cachePath(name: string, files: Record<string, string>): string {
	const hash = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 8);
	return path.join(cacheFolder(), `${name}-${hash}`);
}

/**
 * Returns a folder of the cache that starts with these files and is filled step by step, once. A run that fails or is interrupted
 * keeps its completed steps: the next one continues with the first incomplete step. Simultaneous runs wait for each other.
 */
export async function ensureCached(name: string, files: Record<string, string>, steps: CacheStep[]): Promise<string> {
	const folder = cachePath(name, files);
	if (existsSync(folder)) return folder;
	await mkdir(cacheFolder(), { recursive: true });
	const unlock = await lock(`${folder}.lock`);
	try {
		// Another run may have completed it.
		if (!existsSync(folder)) await fill(folder, files, steps);
		return folder;
	} finally {
		await unlock();
	}
}

async function fill(folder: string, files: Record<string, string>, steps: CacheStep[]): Promise<void> {
	const work = `${folder}.partial`;
	const doneFile = path.join(work, DONE_FILE);
	const done = existsSync(doneFile) ? (JSON.parse(await readFile(doneFile, 'utf8')) as string[]) : [];
	console.log(existsSync(work) ? `Continuing in ${folder}` : `Filling ${folder}, once`);
	await mkdir(work, { recursive: true });
	for (const [file, text] of Object.entries(files)) await writeFile(path.join(work, file), text);
	for (const { title, run } of steps.filter((step) => !done.includes(step.title))) {
		await run(work);
		done.push(title);
		await writeFile(doneFile, JSON.stringify(done));
	}
	await rm(doneFile, { force: true });
	await rename(work, folder);
}

/** Waits until no other running process has the lock, and acquires it. */
async function lock(file: string): Promise<() => Promise<void>> {
	for (let waiting = false; ; waiting = true) {
		try {
			await writeFile(file, String(process.pid), { flag: 'wx' });
			return async () => await rm(file, { force: true });
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		}
		const owner = Number(await readFile(file, 'utf8').catch(() => ''));
		if (owner > 0 && !isAlive(owner)) await rm(file, { force: true });
		else {
			if (!waiting) console.log(`Waiting for process ${owner}, which fills the same folder (${file})`);
			await sleep(POLL_MS);
		}
	}
}

/** Whether a process with this ID exists. */
export function isAlive(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}

/** Runs npm, which has its own cache of downloads. */
export async function runNpm(cwd: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<void> {
	const options = ['--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline'];
	await runCommand('npm', [...args, ...options], { cwd, env });
}
