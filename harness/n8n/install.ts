import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { cachePath, type CacheStep, ensureCached, runNpm } from '../cache';
import { runStep } from '../command';

/** An n8n server on this machine, and the Node.js that runs it. */
export interface N8nInstallation {
	version: string;
	dir: string;
	/** Program of n8n, started with `node`. */
	bin: string;
	node: string;
	/** Environment variables that this version needs. */
	env: Record<string, string>;
}

interface Recipe {
	/** Files of the folder that npm installs into. */
	files: Record<string, string>;
	install: string[];
	env: Record<string, string>;
}

/** An npm package with the program and the headers of Node.js; the registry has it only for Linux. */
const NODE_PACKAGE = `node-${process.platform}-${process.arch}`;
const THIS_NODE = path.dirname(path.dirname(process.execPath));
/** Build leftovers of sqlite3: 60 MB. */
const BUILD_LEFTOVERS = ['deps', 'build/Release/obj', 'build/Release/obj.target', 'build/Release/sqlite3.a'];

export const N8N_VERSION = '2.40.7';

/** Installs n8n into the cache, once; later calls return immediately. */
export async function installN8n(version = N8N_VERSION): Promise<N8nInstallation> {
	const recipe = await recipeFor(version);
	const dir = await ensureCached(version, recipe.files, createSteps(recipe));
	const bin = path.join(dir, 'node_modules/n8n/bin/n8n');
	return { version, dir, bin, node: path.join(nodeFolder(dir), 'bin/node'), env: recipe.env };
}

/** The folder of n8n in the cache, whether it exists or not. */
export async function findN8nFolder(version = N8N_VERSION): Promise<string> {
	return cachePath(version, (await recipeFor(version)).files);
}

/** Falls back to the Node.js that runs this suite when the recipe or the platform has no Node.js package. */
function nodeFolder(dir: string): string {
	const own = path.join(dir, 'node_modules', NODE_PACKAGE);
	return existsSync(own) ? own : THIS_NODE;
}

/** 2 to 3 GB. */
function createSteps({ install, files }: Recipe): CacheStep[] {
	const command = `npm ${install.join(' ')}`;
	const progress = (work: string) => () => countInstalled(work, files['package-lock.json']);
	return [
		{
			title: command,
			run: async (work) => await runStep(command, () => runNpm(work, install), progress(work)),
		},
		{
			title: 'npm rebuild sqlite3',
			run: async (work) => await runStep('npm rebuild sqlite3', () => buildSqlite(work)),
		},
	];
}

/** How many packages of the lock file are installed: `812 of 2,304 packages`. Without a lock file the total is unknown. */
function countInstalled(work: string, lock?: string): string {
	if (lock === undefined) return 'downloading packages';
	const { packages } = JSON.parse(lock) as { packages: Record<string, unknown> };
	const folders = Object.keys(packages).filter((folder) => folder !== '');
	const installed = folders.filter((folder) => existsSync(path.join(work, folder, 'package.json')));
	return `${installed.length.toLocaleString('en')} of ${folders.length.toLocaleString('en')} packages`;
}

/** The only native module that n8n requires, built for the Node.js that will run it, with its headers and without a download. */
async function buildSqlite(work: string): Promise<void> {
	const headers = nodeFolder(work);
	if (!existsSync(path.join(headers, 'include/node/node_api.h')))
		throw new Error(`There are no Node.js headers in ${headers}`);
	const sqlite = path.join(work, 'node_modules/sqlite3');
	await runNpm(work, ['rebuild', 'sqlite3', '--ignore-scripts=false'], {
		npm_config_nodedir: headers,
		PATH: `${path.join(headers, 'bin')}:${process.env.PATH}`,
		JOBS: 'max',
	});
	if (!existsSync(path.join(sqlite, 'build/Release/node_sqlite3.node'))) throw new Error('sqlite3 was not built');
	for (const name of BUILD_LEFTOVERS) await rm(path.join(sqlite, name), { recursive: true, force: true });
}

async function recipeFor(version: string): Promise<Recipe> {
	if (version !== N8N_VERSION) return unlocked(version);
	const [manifest, lock] = await Promise.all(
		['package.json', 'package-lock.json'].map((name) => readFile(path.join(__dirname, name), 'utf8')),
	);
	return {
		files: { 'package.json': manifest ?? '', 'package-lock.json': lock ?? '' },
		install: ['ci', '--ignore-scripts', '--legacy-peer-deps'],
		env: {},
	};
}

/** n8n 1 runs on Node.js 20. Its own xlsx comes from outside the registry. */
function unlocked(version: string): Recipe {
	const manifest = {
		name: 'n8n-nodes-jamf-e2e',
		private: true,
		dependencies: { n8n: version },
		overrides: { xlsx: '0.18.5' },
	};
	return {
		files: { 'package.json': JSON.stringify(manifest) },
		install: ['install', '--ignore-scripts', '--no-package-lock'],
		env: { N8N_EXPRESSION_ENGINE: 'legacy' },
	};
}
