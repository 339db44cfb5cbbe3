import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { IVersionedNodeType } from 'n8n-workflow';
import { ensureCached, runNpm } from '../harness/cache';
import { findN8nFolder } from '../harness/n8n/install';

/** The version in n8n 2.40.7, whose engine is among the development dependencies. */
const VERSION = '2.40.2';
const NODE = 'node_modules/n8n-nodes-base/dist/nodes/HttpRequest/HttpRequest.node.js';

/** The file of n8n's HTTP Request node: from the n8n that the e2e suite installed, or from a package that is installed once. */
export async function findHttpRequest(): Promise<string> {
	const installed = path.join(await findN8nFolder(), NODE);
	if (existsSync(installed)) return installed;
	const manifest = { private: true, dependencies: { 'n8n-nodes-base': VERSION } };
	const files = { 'package.json': JSON.stringify(manifest) };
	const folder = await ensureCached(`nodes-base-${VERSION}`, files, [
		{
			title: 'npm install',
			run: async (work) =>
				await runNpm(work, ['install', '--ignore-scripts', '--legacy-peer-deps', '--no-package-lock']),
		},
	]);
	return path.join(folder, NODE);
}

export function loadHttpRequest(file: string): IVersionedNodeType {
	const { HttpRequest } = createRequire(file)(file) as { HttpRequest: new () => IVersionedNodeType };
	return new HttpRequest();
}

/** The installed version of a package. */
export async function versionOf(name: string, file = __filename): Promise<string> {
	const found = createRequire(file).resolve.paths(name) ?? [];
	const manifest = found.map((folder) => path.join(folder, name, 'package.json')).find((each) => existsSync(each));
	if (manifest === undefined) return 'unknown';
	return (JSON.parse(await readFile(manifest, 'utf8')) as { version: string }).version;
}
