import { readFile, writeFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { run } from './command';

export const ROOT = path.resolve(__dirname, '..');

interface Manifest {
	name: string;
	version: string;
	n8n: { nodes: string[]; credentials: string[] };
}

/** What `npm pack` made. */
export interface Packed {
	tarball: string;
	files: string[];
	bytes: number;
	unpackedBytes: number;
}

const ALLOWED = /^(dist\/.+\.(js|svg|node\.json)|index\.js|package\.json|(README|LICENSE|CHANGELOG)\.md)$/;

export const readManifest = async () => JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8')) as Manifest;

/** Builds and packs the package into a folder. The project's `.npmrc` skips `prepack`, so the build is called here. */
export async function packPackage(folder: string): Promise<Packed> {
	await run('npm', ['run', 'build'], { cwd: ROOT, timeoutMs: 120_000 });
	const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
	const [packed] = JSON.parse(await run('npm', args, { cwd: ROOT, timeoutMs: 60_000 })) as Array<{
		filename: string;
		size: number;
		unpackedSize: number;
		files: Array<{ path: string }>;
	}>;
	if (packed === undefined) throw new Error('npm pack made nothing');
	return {
		tarball: path.join(folder, packed.filename),
		files: packed.files.map((file) => file.path),
		bytes: packed.size,
		unpackedBytes: packed.unpackedSize,
	};
}

/** Files that must not be in the package, and files that must and are not. */
export async function judgeFiles(files: string[]): Promise<{ foreign: string[]; missing: string[] }> {
	const { n8n } = await readManifest();
	const needed = ['package.json', 'index.js', 'LICENSE.md', ...n8n.nodes, ...n8n.credentials];
	return {
		foreign: files.filter((file) => !ALLOWED.test(file)),
		missing: needed.filter((file) => !files.includes(file)),
	};
}

/** Installs the package as n8n's documentation says for a manual install: n8n finds it in `.n8n/nodes`. */
export async function installPackage(tarball: string, userFolder: string): Promise<void> {
	const cwd = path.join(userFolder, '.n8n/nodes');
	await mkdir(cwd, { recursive: true });
	await writeFile(path.join(cwd, 'package.json'), JSON.stringify({ name: 'installed-nodes', private: true }));
	const args = ['install', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund', tarball];
	await run('npm', args, { cwd, timeoutMs: 120_000 });
}
