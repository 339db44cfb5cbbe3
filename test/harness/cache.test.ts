import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cachePath, type CacheStep, ensureCached } from '../../harness/cache';

const FILES = { 'package.json': '{}' };
let ran: string[];

beforeEach(async () => {
	ran = [];
	process.env.N8N_NODES_JAMF_CACHE = await mkdtemp(path.join(tmpdir(), 'cache-'));
	jest.spyOn(console, 'log').mockReturnValue();
});
afterEach(async () => {
	jest.restoreAllMocks();
	await rm(process.env.N8N_NODES_JAMF_CACHE ?? '', { recursive: true });
	delete process.env.N8N_NODES_JAMF_CACHE;
});

const step = (title: string, fails = false): CacheStep => ({
	title,
	run: async (folder) => {
		ran.push(title);
		await writeFile(path.join(folder, title), '');
		if (fails) throw new Error(`${title} failed`);
	},
});

test('fills a folder once, and makes it visible when it is complete', async () => {
	const folder = await ensureCached('tool', FILES, [step('download'), step('build')]);
	expect(folder).toBe(cachePath('tool', FILES));
	expect((await readdir(folder)).sort()).toEqual(['build', 'download', 'package.json']);
	expect(await ensureCached('tool', FILES, [step('download'), step('build')])).toBe(folder);
	expect(ran).toEqual(['download', 'build']);
	expect(await readdir(path.dirname(folder))).toEqual([path.basename(folder)]);
});

test('continues a failed run with the step that failed', async () => {
	const failing = ensureCached('tool', FILES, [step('download'), step('build', true)]);
	await expect(failing).rejects.toThrow('build failed');
	expect(existsSync(cachePath('tool', FILES))).toBe(false);
	const folder = await ensureCached('tool', FILES, [step('download'), step('build')]);
	expect(ran).toEqual(['download', 'build', 'build']);
	expect(existsSync(path.join(folder, 'download'))).toBe(true);
});

test('fills the folder once for two simultaneous runs', async () => {
	const steps = [step('download'), step('build')];
	const folders = await Promise.all([ensureCached('tool', FILES, steps), ensureCached('tool', FILES, steps)]);
	expect(new Set(folders).size).toBe(1);
	expect(ran).toEqual(['download', 'build']);
});

test('ignores the lock of a process that was killed', async () => {
	const file = `${cachePath('tool', FILES)}.lock`;
	// No process has an ID above the limit of the kernel.
	await writeFile(file, String(2 ** 30));
	await ensureCached('tool', FILES, [step('download')]);
	expect(ran).toEqual(['download']);
	await expect(readFile(file)).rejects.toThrow('ENOENT');
});
