import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const CLASSIC = 'info: { version: "7" }\npaths: { /bulbs: { get: {} }, "/bulbs/id/{id}": { get: {} } }\n';
const project = path.join(__dirname, '../..');
let root = '';

/** A project with one resource, made as the real one. */
beforeAll(() => {
	root = mkdtempSync(path.join(tmpdir(), 'catalogue-'));
	const overlay = path.join(root, 'catalogue/overlay');
	for (const folder of ['resources', 'classic', 'elements']) mkdirSync(path.join(overlay, folder), { recursive: true });
	for (const file of [
		'additions',
		'aliases',
		'claimed',
		'handwritten',
		'labels',
		'parameters',
		'references',
		'since',
	]) {
		writeFileSync(path.join(overlay, `${file}.yaml`), '');
	}
	cpSync(path.join(project, 'catalogue/overlay/words.yaml'), path.join(overlay, 'words.yaml'));
	writeFileSync(path.join(overlay, 'resources/lamps.yaml'), 'lamp:\n  name: Lamp\n  paths: [/lamps]\n');
	writeFileSync(path.join(overlay, 'classic.yaml'), 'labels: {}\nomitted: []\nparameters: {}\nreferences: {}\n');
	writeFileSync(
		path.join(overlay, 'classic/bulbs.yaml'),
		'bulb: { name: Bulb, path: bulbs, root: bulb, does: getAll get }\n',
	);
	writeFileSync(path.join(root, 'classic.yaml'), CLASSIC);
	document('name');
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

function document(...fields: string[]): void {
	const properties = Object.fromEntries(fields.map((field) => [field, { type: 'string' }]));
	const content = { 'application/json': { schema: { type: 'object', properties } } };
	const post = { requestBody: { required: true, content }, responses: { 201: {} } };
	const text = JSON.stringify({ paths: { '/v1/lamps': { post } }, components: {} });
	writeFileSync(path.join(root, 'schema-1.2.3.json'), text);
}

function catalogue(...more: string[]): { status: number | null; said: string } {
	const tsx = path.join(project, 'node_modules/tsx/dist/cli.mjs');
	const main = path.join(project, 'catalogue/main.ts');
	const file = path.join(root, 'schema-1.2.3.json');
	const files = ['--pro', file, '--classic', path.join(root, 'classic.yaml')];
	const run = spawnSync(process.execPath, [tsx, main, '--root', root, ...files, ...more], { encoding: 'utf8' });
	return { status: run.status, said: run.stdout + run.stderr };
}

test('writes, finds its own writing unchanged, and tells what is not', () => {
	expect(catalogue('--check')).toMatchObject({
		status: 1,
		said: expect.stringContaining('nodes/shared/catalogue/generated/pro.json is not what') as string,
	});
	expect(catalogue()).toMatchObject({ status: 0, said: expect.stringContaining('1 operations: 1 rows') as string });
	const rows = readFileSync(path.join(root, 'nodes/shared/catalogue/generated/pro.json'), 'utf8');
	expect(JSON.parse(rows)).toMatchObject({ version: '1.2.3', resources: [{ value: 'lamp' }] });
	expect(catalogue('--check').status).toBe(0);

	document('name', 'colour');
	const changed = catalogue('--check');
	expect(changed.status).toBe(1);
	expect(changed.said).toContain('proFields.json is not what the documents and the overlay give.');
	expect(changed.said).not.toContain('pro.json is not');
	expect(changed.said).toContain('Run `npm run catalogue` and commit what it writes.');
}, 60_000);

test('does not let go what was shipped, and does not guess', () => {
	writeFileSync(path.join(root, 'catalogue/catalogue.lock'), 'pro lamp.create\npro lamp.fade\n');
	expect(catalogue()).toMatchObject({
		status: 1,
		said: expect.stringContaining('lamp.fade was shipped and is gone') as string,
	});
	const none = catalogue('--pro', path.join(root, 'nothing-1.0.0.json'));
	expect(none).toMatchObject({ status: 1, said: expect.stringContaining('/api/schema/') as string });
}, 60_000);
