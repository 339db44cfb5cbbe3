import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { runCommand } from './command';

export const cacheFolder = () => process.env.N8N_NODES_JAMF_CACHE ?? path.join(homedir(), '.cache/n8n-nodes-jamf');

/** A folder of the cache; other files make another one. */
export function cachePath(name: string, files: Record<string, string>): string {
	const hash = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 8);
	return path.join(cacheFolder(), `${name}-${hash}`);
}

/**
 * A folder of the cache with these files, filled further by the first who asks. It gets its name, in which other files make another
 * hash, when it is complete: the name is the marker.
 */
export async function ensureCached(
	name: string,
	files: Record<string, string>,
	fill: (folder: string) => Promise<void>,
): Promise<string> {
	const folder = cachePath(name, files);
	if (existsSync(folder)) return folder;
	console.log(`filling ${folder}, once`);
	await mkdir(cacheFolder(), { recursive: true });
	const work = await mkdtemp(`${folder}.partial-`);
	try {
		for (const [file, text] of Object.entries(files)) await writeFile(path.join(work, file), text);
		await fill(work);
		// Another run may have been faster.
		if (!existsSync(folder)) await rename(work, folder);
		return folder;
	} finally {
		await rm(work, { recursive: true, force: true });
	}
}

export async function runNpm(cwd: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<void> {
	const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
	await runCommand('npm', [...args, ...quiet], { cwd, env, timeoutMs: 900_000 });
}
