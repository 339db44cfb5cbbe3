import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { run, step } from './command';

/** An n8n server on this machine, and the Node.js that runs it. */
export interface Installed {
	version: string;
	dir: string;
	/** Program of n8n, started with `node`. */
	bin: string;
	node: string;
	/** What this version needs beside the ordinary environment. */
	env: Record<string, string>;
}

interface Recipe {
	/** Files of the folder in which npm installs. */
	files: Record<string, string>;
	install: string[];
	env: Record<string, string>;
}

const LOCKED = path.join(__dirname, 'n8n');
/** An npm package with the program and the headers of Node.js; the registry has it for Linux. */
const NODE_PACKAGE = `node-${process.platform}-${process.arch}`;
const THIS_NODE = path.dirname(path.dirname(process.execPath));
/** What building sqlite3 leaves behind: 60 MB. */
const BUILD_LEFTOVERS = ['deps', 'build/Release/obj', 'build/Release/obj.target', 'build/Release/sqlite3.a'];

export const N8N_VERSION = '2.40.7';

export const cacheFolder = () => process.env.N8N_NODES_JAMF_CACHE ?? path.join(homedir(), '.cache/n8n-nodes-jamf');

/** Installs n8n into the cache, once; later calls return at once. */
export async function installN8n(version = N8N_VERSION): Promise<Installed> {
	const recipe = await recipeFor(version);
	const hash = createHash('sha256').update(JSON.stringify(recipe.files)).digest('hex').slice(0, 8);
	const dir = path.join(cacheFolder(), `${version}-${hash}`);
	if (!existsSync(dir)) await fill(dir, version, recipe);
	const bin = path.join(dir, 'node_modules/n8n/bin/n8n');
	return { version, dir, bin, node: path.join(nodeFolder(dir), 'bin/node'), env: recipe.env };
}

/** A recipe without a Node.js of its own, or a platform without its package, takes the one that runs this suite. */
function nodeFolder(dir: string): string {
	const own = path.join(dir, 'node_modules', NODE_PACKAGE);
	return existsSync(own) ? own : THIS_NODE;
}

/** The folder gets its name when it is complete: the name is the marker. */
async function fill(dir: string, version: string, recipe: Recipe): Promise<void> {
	console.log(`n8n ${version} goes to ${dir}, once (2 to 3 GB, some minutes)`);
	await mkdir(path.dirname(dir), { recursive: true });
	const work = await mkdtemp(`${dir}.partial-`);
	try {
		for (const [name, text] of Object.entries(recipe.files)) await writeFile(path.join(work, name), text);
		await step(`npm ${recipe.install.join(' ')}`, () => npm(work, recipe.install));
		await step('npm rebuild sqlite3', () => buildSqlite(work));
		if (existsSync(dir)) return;
		await rename(work, dir);
	} finally {
		await rm(work, { recursive: true, force: true });
	}
}

/** The one native module n8n cannot do without, built for the Node.js that will run it, with its headers: no download. */
async function buildSqlite(work: string): Promise<void> {
	const headers = nodeFolder(work);
	if (!existsSync(path.join(headers, 'include/node/node_api.h')))
		throw new Error(`no headers of Node.js in ${headers}`);
	const sqlite = path.join(work, 'node_modules/sqlite3');
	await npm(work, ['rebuild', 'sqlite3', '--ignore-scripts=false'], {
		npm_config_nodedir: headers,
		PATH: `${path.join(headers, 'bin')}:${process.env.PATH}`,
		JOBS: 'max',
	});
	if (!existsSync(path.join(sqlite, 'build/Release/node_sqlite3.node'))) throw new Error('sqlite3 was not built');
	for (const name of BUILD_LEFTOVERS) await rm(path.join(sqlite, name), { recursive: true, force: true });
}

async function npm(cwd: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<void> {
	const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
	await run('npm', [...args, ...quiet], { cwd, env, timeoutMs: 900_000 });
}

async function recipeFor(version: string): Promise<Recipe> {
	if (version !== N8N_VERSION) return unlocked(version);
	const [manifest, lock] = await Promise.all(
		['package.json', 'package-lock.json'].map((name) => readFile(path.join(LOCKED, name), 'utf8')),
	);
	return {
		files: { 'package.json': manifest ?? '', 'package-lock.json': lock ?? '' },
		install: ['ci', '--ignore-scripts', '--legacy-peer-deps'],
		env: {},
	};
}

/** n8n 1: runs on Node.js 20. Its own xlsx comes from outside the registry. */
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
