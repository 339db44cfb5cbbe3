import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fieldNames } from '../../catalogue/import/fieldNames';
import { importDocument } from '../../catalogue/import/document';

let folder = '';
beforeAll(() => (folder = mkdtempSync(path.join(tmpdir(), 'import-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function save(name: string, text: string): string {
	const file = path.join(folder, name);
	writeFileSync(file, text);
	return file;
}

const sorted = { name: 'sort', in: 'query', required: false, style: 'form', explode: true, schema: { type: 'string' } };
const lamps = {
	openapi: '3.0.1',
	info: { title: 'Lamps', description: 'All about lamps', version: 'production' },
	servers: [{ url: '/api' }],
	paths: {
		'/v1/lamps': {
			get: {
				summary: 'Get lamps',
				description: 'Gets the lamps of a room',
				tags: ['lamps'],
				parameters: [
					{ ...sorted, description: 'Fields allowed in the sort: id, name.', example: 'id:asc' },
					{ name: 'ids', in: 'query', required: true, style: 'form', explode: false, schema: { type: 'array' } },
					{ $ref: '#/components/parameters/page' },
				],
				responses: { '200': { description: 'Success', content: { 'application/json': { schema: {}, examples: {} } } } },
				'x-required-privileges': ['Read Lamps'],
				'x-colour': 'red',
			},
		},
	},
	components: {
		parameters: { page: { ...sorted, name: 'page', description: 'The page' } },
		schemas: {
			Lamp: {
				type: 'object',
				title: 'Lamp',
				required: ['description'],
				properties: {
					description: { type: 'string', description: 'What it is', maxLength: 255, readOnly: false, nullable: true },
					text: { type: 'string', default: 'Please turn the lamp off at night', example: 'x' },
					mode: { type: 'string', enum: ['ON', 'Half of the time it is on'], default: 'ON', writeOnly: true },
					parts: { type: 'array', items: { $ref: '#/components/schemas/Part', description: 'A part' } },
				},
			},
			Part: { oneOf: [{ $ref: '#/components/schemas/Lamp' }], discriminator: { propertyName: 'mode' } },
		},
		securitySchemes: { Bearer: { type: 'http' } },
	},
};

test('keeps facts, drops prose, and reads the fields of a sort from its description', () => {
	const { text, unknown } = importDocument('pro', save('lamps-1.2.3.json', JSON.stringify(lamps)));
	expect(JSON.parse(text)).toEqual({
		openapi: '3.0.1',
		info: { version: '1.2.3' },
		paths: {
			'/v1/lamps': {
				get: {
					tags: ['lamps'],
					parameters: [
						{ name: 'sort', in: 'query', schema: { type: 'string' }, 'x-fields': ['id', 'name'] },
						{ name: 'ids', in: 'query', required: true, explode: false, schema: { type: 'array' } },
						{ $ref: '#/components/parameters/page' },
					],
					responses: { '200': { content: { 'application/json': { schema: {} } } } },
					'x-required-privileges': ['Read Lamps'],
				},
			},
		},
		components: {
			parameters: { page: { name: 'page', in: 'query', schema: { type: 'string' } } },
			schemas: {
				Lamp: {
					type: 'object',
					required: ['description'],
					properties: {
						description: { type: 'string', maxLength: 255, nullable: true },
						text: { type: 'string' },
						mode: { type: 'string', enum: ['ON', 'Half of the time it is on'], default: 'ON', writeOnly: true },
						parts: { type: 'array', items: { $ref: '#/components/schemas/Part' } },
					},
				},
				Part: { oneOf: [{ $ref: '#/components/schemas/Lamp' }], discriminator: { propertyName: 'mode' } },
			},
		},
	});
	expect([...unknown]).toEqual([['"x-colour" of an operation', 1]]);
});

test('reads YAML of the Classic API, and writes one operation per line', () => {
	const yaml = `
swagger: '2.0'
info: { version: production, title: Classic }
paths:
  /lamps/id/{id}:
    get: { summary: Finds lamps, operationId: findLamp, responses: { '200': { description: None } } }
    ' delete': { operationId: deleteLamp, responses: {} }
    put: { deprecated: true, x-deprecation-date: '2026-01-02', parameters: [{ in: path, name: id, type: integer }], responses: {} }
definitions: { lamp: { properties: { name: { type: string } } } }
`;
	expect(importDocument('classic', save('classic.yaml', yaml), '9.9.9').text).toBe(`{
"swagger":"2.0",
"info":{
"version":"production"
},
"paths":{
"/lamps/id/{id}":{
"get":{"operationId":"findLamp","responses":{"200":{}}},
"delete":{"operationId":"deleteLamp","responses":{}},
"put":{"deprecated":true,"x-deprecation-date":"2026-01-02","parameters":[{"in":"path","name":"id","type":"integer"}],"responses":{}}
}
},
"definitions":{
"lamp":{
"properties":{"name":{"type":"string"}}
}
}
}
`);
});

test.each<[string, 'pro' | 'classic', string, string, string]>([
	['no JSON', 'pro', 'a-1.2.3.json', '{"openapi"', 'cannot be read as JSON or YAML'],
	['a text', 'pro', 'b-1.2.3.json', 'Not found', 'is not an API document'],
	['a web page', 'classic', 'c.yaml', '<html>\n<body>\n</html>', 'is not an API document'],
	['Swagger for the Jamf Pro API', 'pro', 'd-1.2.3.json', '{"swagger":"2.0"}', 'Pass it with --classic.'],
	['OpenAPI for the Classic API', 'classic', 'e.json', '{"openapi":"3.0.1"}', 'Pass it with --pro.'],
	['something else', 'pro', 'f-1.2.3.json', '{"a":1}', 'is not an OpenAPI 3 document.'],
	['no paths', 'pro', 'g-1.2.3.json', '{"openapi":"3.0.1","paths":{}}', 'has no operations'],
	['no version', 'pro', 'h.json', '{"openapi":"3.0.1","paths":{"/a":{}}}', 'Add it, for example: --version 11.30.1'],
])('rejects %s', (_, name, file, text, message) => {
	const saved = save(file, text);
	expect(() => importDocument(name, saved)).toThrow(message);
});

test('writes all documents or none', () => {
	const project = path.join(__dirname, '../..');
	const root = path.join(folder, 'project');
	const run = (...options: string[]) => {
		const tsx = path.join(project, 'node_modules/tsx/dist/cli.mjs');
		const main = path.join(project, 'catalogue/import/main.ts');
		return spawnSync(process.execPath, [tsx, main, '--root', root, ...options], { encoding: 'utf8' });
	};
	const pro = save('pro-1.2.3.json', JSON.stringify(lamps));
	expect(run()).toMatchObject({ status: 1, stderr: expect.stringContaining('--classic FILE') as string });
	expect(run('--oops')).toMatchObject({ status: 1, stderr: expect.stringContaining("'--oops'") as string });
	const half = run('--pro', pro, '--classic', path.join(folder, 'nothing.yaml'));
	expect(half).toMatchObject({
		status: 1,
		stderr: expect.stringMatching(/nothing\.yaml does not exist\.\n$/) as string,
	});
	expect(existsSync(root)).toBe(false);
	const whole = run('--pro', pro, '--app-installers', pro, '--version', '2.0.0');
	expect(whole).toMatchObject({ status: 0, stdout: expect.stringContaining('  + GET /v1/lamps\n') as string });
	expect(whole.stdout).toContain('no rule for it: "x-colour" of an operation (1 times)');
	const written = (name: string) => readFileSync(path.join(root, 'catalogue/sources', name), 'utf8');
	expect(JSON.parse(written('pro.json'))).toMatchObject({ info: { version: '2.0.0' } });
	expect(JSON.parse(written('app-installers.json'))).toMatchObject({ info: { version: 'production' } });
});

test.each([
	['Fields allowed in the query: `general.name`, `udid`,\n`id`.\nMore', ['general.name', 'udid', 'id']],
	['Fields allowed in the query: id, name, etc.<br/> Default filter', ['id', 'name']],
	['Allows sort for id and name.', ['id', 'name']],
	['RSQL; fields: id, app.bundleId', ['id', 'app.bundleId']],
	['Supported fields: id, name, siteId. Multiple', ['id', 'name', 'siteId']],
	['Sorting criteria in the format: property:asc/desc.', []],
])('finds the fields in %j', (description, names) => {
	expect(fieldNames(description)).toEqual(names);
});
