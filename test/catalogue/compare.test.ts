import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findDifferences } from '../../catalogue/import/differences';

const source = (paths: object, schemas: object = {}, parameters: object = {}) =>
	JSON.stringify({ info: { version: String(Math.random()) }, paths, components: { schemas, parameters } });

const get = { parameters: [{ name: 'page' }], 'x-required-privileges': ['Read Lamps'] };

test('lists added, removed and changed operations with their changes', () => {
	const before = source({ '/v1/lamps': { get, post: {} }, '/v1/bulbs': { parameters: ['a'], get: {} } });
	const after = source({
		'/v1/lamps': { get: { ...get, 'x-required-privileges': ['Read Lights'], deprecated: true }, put: {} },
		'/v1/bulbs': { parameters: ['b'], get: {} },
	});
	expect(findDifferences(before, after)).toEqual({
		added: ['PUT /v1/lamps'],
		removed: ['POST /v1/lamps'],
		changed: ['GET /v1/lamps: x-required-privileges, deprecated', 'GET /v1/bulbs: shared'],
		schemas: [],
	});
});

test('lists schemas with their added, removed and changed fields', () => {
	const lamp = { required: ['name'], properties: { name: {}, room: {}, watts: { type: 'string' } } };
	const changed = { required: ['name', 'on'], properties: { name: {}, on: {}, watts: { type: 'integer' } } };
	const before = source({}, { Lamp: lamp, Bulb: {} }, { page: { name: 'page' } });
	const after = source({}, { Lamp: changed, Fuse: {} }, { page: { name: 'pages' } });
	expect(findDifferences(before, after).schemas).toEqual([
		'schema Lamp: - room, ~ watts, + on, required',
		'schema Bulb: gone',
		'schema Fuse: new',
		'parameter page: name',
	]);
});

test('finds no difference between equal sources of different versions', () => {
	const [one, two] = [source({ '/v1/lamps': { get } }), source({ '/v1/lamps': { get } })];
	expect(findDifferences(one, two)).toEqual({ added: [], removed: [], changed: [], schemas: [] });
});

test('lists what a document has that the committed sources lack, and fails on request', () => {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'compare-'));
	const project = path.join(__dirname, '../..');
	const run = (...options: string[]) => {
		const tsx = path.join(project, 'node_modules/tsx/dist/cli.mjs');
		const main = path.join(project, 'catalogue/compare.ts');
		return spawnSync(process.execPath, [tsx, main, ...options], { encoding: 'utf8' });
	};
	const document = { openapi: '3.0.1', paths: { '/v1/lamps': { get: { 'x-new': 1 } } }, components: {} };
	const file = path.join(folder, 'schema.json');
	writeFileSync(file, JSON.stringify(document));
	expect(run()).toMatchObject({ status: 1, stderr: expect.stringContaining('--exit-code') as string });
	expect(run('--app-installers', file)).toMatchObject({
		status: 0,
		stdout: expect.stringMatching(
			/^app-installers: \d+ differences\n {2}\+ GET \/v1\/lamps\n {2}- GET \/v1\/app-installers\n[^]*x-new/,
		) as string,
	});
	expect(run('--app-installers', file, '--exit-code').status).toBe(1);
	rmSync(folder, { recursive: true });
});
