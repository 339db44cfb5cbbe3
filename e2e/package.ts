import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runCommand } from '../harness/command';
import { ROOT } from '../harness/root';

interface Manifest {
	name: string;
	version: string;
}

/** The result of `npm pack`. */
export interface Packed {
	tarball: string;
	files: string[];
	bytes: number;
	/** Size of `dist` without the previews of outputs, which n8n never loads. */
	distBytes: number;
}

const FIXED = ['CHANGELOG.md', 'LICENSE.md', 'README.md', 'index.js', 'package.json'];
/** Files that n8n reads besides the compiled code: icons and codex files. */
const ASSET = /\.(svg|node\.json)$/;
/** Sources whose values the build compresses: rows and forms. */
const ROWS = /\/generated\/[\w-]+\.json$/;
const FORM = /^nodes\/\w+\/form\.ts$/;

/** What n8n's editor shows of the output of an operation before anything ran. */
export const PREVIEW = /\/__schema__\/v1\.0\.0\/\w+\/\w+\.json$/;

export const readManifest = async () => JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8')) as Manifest;

/** Builds and packs the package into a folder. The project's `.npmrc` disables `prepack`, so the build is run here. */
export async function packPackage(folder: string): Promise<Packed> {
	await runCommand('npm', ['run', 'build'], { cwd: ROOT });
	const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
	const [packed] = JSON.parse(await runCommand('npm', args, { cwd: ROOT })) as Array<{
		filename: string;
		size: number;
		files: Array<{ path: string; size: number }>;
	}>;
	if (packed === undefined) throw new Error('npm pack produced nothing');
	return {
		tarball: path.join(folder, packed.filename),
		files: packed.files.map((file) => file.path),
		bytes: packed.size,
		distBytes: packed.files
			.filter(({ path: name }) => name.startsWith('dist/') && !PREVIEW.test(name))
			.reduce((sum, { size }) => sum + size, 0),
	};
}

/** Exactly the files that the package must contain besides previews: every compiled source file and every asset. */
export async function expectedFiles(): Promise<string[]> {
	const folders = ['nodes', 'credentials'];
	const found = await Promise.all(
		folders.map(async (folder) => await readdir(path.join(ROOT, folder), { recursive: true, withFileTypes: true })),
	);
	const built = found.flat().flatMap((entry) => {
		const file = path.relative(ROOT, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/');
		if (!entry.isFile()) return [];
		if (FORM.test(file)) return [`dist/${file.replace(/\.ts$/, '.js')}`, `dist/${file.replace(/\.ts$/, '.json.br')}`];
		if (file.endsWith('.ts')) return [`dist/${file.replace(/\.ts$/, '.js')}`];
		if (ROWS.test(file)) return [`dist/${file}.br`];
		return ASSET.test(file) ? [`dist/${file}`] : [];
	});
	return [...FIXED, ...built].sort();
}

/** Installs the package as n8n's documentation says for a manual install: n8n finds it in `.n8n/nodes`. */
export async function installPackage(tarball: string, userFolder: string): Promise<void> {
	const cwd = path.join(userFolder, '.n8n/nodes');
	await mkdir(cwd, { recursive: true });
	await writeFile(path.join(cwd, 'package.json'), JSON.stringify({ name: 'installed-nodes', private: true }));
	const args = [
		'install',
		'--legacy-peer-deps',
		'--ignore-scripts',
		'--no-audit',
		'--no-fund',
		'--prefer-offline',
		tarball,
	];
	await runCommand('npm', args, { cwd });
}
