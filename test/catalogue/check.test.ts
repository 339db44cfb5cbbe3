import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const project = path.join(__dirname, '../..');
let root = '';

/** A project with one resource in each API. */
beforeAll(() => {
	root = mkdtempSync(path.join(tmpdir(), 'catalogue-'));
	const overlay = path.join(root, 'catalogue/overlay');
	for (const folder of ['resources', 'classic', 'elements']) mkdirSync(path.join(overlay, folder), { recursive: true });
	for (const file of [
		'additions',
		'effects',
		'aliases',
		'handledByCode',
		'labels',
		'multiline',
		'parameters',
		'rarities',
		'references',
		'introducedIn',
		'renamedPrivileges',
		'privilegesByType',
	]) {
		writeFileSync(path.join(overlay, `${file}.yaml`), '');
	}
	writeFileSync(path.join(overlay, 'privilegesUnknown.yaml'), 'lamp: not documented\n');
	cpSync(path.join(project, 'catalogue/overlay/words.yaml'), path.join(overlay, 'words.yaml'));
	writeFileSync(path.join(overlay, 'resources/lamps.yaml'), 'lamp:\n  name: Lamp\n  paths: [/lamps]\n');
	writeFileSync(path.join(overlay, 'classic.yaml'), 'labels: {}\nomitted: []\nparameters: {}\nreferences: {}\n');
	writeFileSync(
		path.join(overlay, 'classic/bulbs.yaml'),
		'bulb: { name: Bulb, path: bulbs, root: bulb, does: getAll get, privileges: Bulbs }\n',
	);
	mkdirSync(path.join(root, 'catalogue/sources'));
	source('classic', { info: { version: '7' }, paths: { '/bulbs': { get: {} }, '/bulbs/id/{id}': { get: {} } } });
	lampsWith('name');
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

function source(name: string, document: object): void {
	writeFileSync(path.join(root, `catalogue/sources/${name}.json`), JSON.stringify(document));
}

function lampsWith(...fields: string[]): void {
	const properties = Object.fromEntries(fields.map((field) => [field, { type: 'string' }]));
	const content = { 'application/json': { schema: { type: 'object', properties } } };
	const post = { requestBody: { required: true, content }, responses: { 201: {} } };
	source('pro', { info: { version: '1.2.3' }, paths: { '/v1/lamps': { post } }, components: {} });
}

function catalogue(...options: string[]): { status: number | null; output: string } {
	const tsx = path.join(project, 'node_modules/tsx/dist/cli.mjs');
	const main = path.join(project, 'catalogue/main.ts');
	const run = spawnSync(process.execPath, [tsx, main, '--root', root, ...options], { encoding: 'utf8' });
	return { status: run.status, output: run.stdout + run.stderr };
}

test('writes the files, accepts them unchanged, and names those that differ', () => {
	expect(catalogue('--check')).toMatchObject({
		status: 1,
		output: expect.stringContaining('nodes/shared/catalogue/generated/pro.json does not match') as string,
	});
	expect(catalogue()).toMatchObject({ status: 0, output: expect.stringContaining('1 operations: 1 rows') as string });
	const rows = readFileSync(path.join(root, 'nodes/shared/catalogue/generated/pro.json'), 'utf8');
	expect(JSON.parse(rows)).toMatchObject({ version: '1.2.3', resources: [{ value: 'lamp' }] });
	expect(catalogue('--check').status).toBe(0);

	lampsWith('name', 'colour');
	const changed = catalogue('--check');
	expect(changed.status).toBe(1);
	expect(changed.output).toContain('proFields.json does not match catalogue/sources and catalogue/overlay.');
	expect(changed.output).not.toContain('pro.json does');
	expect(changed.output).toContain('Run `npm run catalogue` and commit the result.');
});

test('refuses to remove a released operation', () => {
	writeFileSync(path.join(root, 'catalogue/catalogue.lock'), 'pro lamp.create\npro lamp.fade\n');
	expect(catalogue()).toMatchObject({
		status: 1,
		output: expect.stringContaining('lamp.fade was released but no longer exists') as string,
	});
});

test('explains a missing source and an unknown option', () => {
	expect(catalogue('--pro', 'x.json')).toMatchObject({
		status: 1,
		output: expect.stringContaining("'--pro'") as string,
	});
	rmSync(path.join(root, 'catalogue/sources/classic.json'));
	expect(catalogue()).toMatchObject({
		status: 1,
		output: expect.stringMatching(/classic\.json is missing\..*catalogue:import -- --classic FILE/) as string,
	});
});
