import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.join(__dirname, '../../catalogue/sources');
const files = readdirSync(folder).sort();
const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');

const OPERATIONS: Record<string, number> = { 'app-installers.json': 23, 'classic.json': 445, 'pro.json': 823 };

/** Keywords that contain prose in OpenAPI and Swagger. */
const PROSE = new Set(['description', 'summary', 'title', 'example', 'examples', 'externalDocs', 'termsOfService']);
/** Keys below these are names chosen by Jamf: a schema may have a property called `description`. */
const MAPS = new Set(['content', 'definitions', 'headers', 'mapping', 'paths', 'properties', 'responses', 'schemas']);
/** Names and values of requests and roles, which may have any number of words. */
const VALUES = new Set(['enum', 'x-required-privileges']);

function findProse(value: unknown, at: string[], found: string[]): void {
	const key = at.at(-1) ?? '';
	if (typeof value === 'string') {
		if (!at.some((each) => VALUES.has(each)) && value.split(/\s+/).length > 6) found.push(`${at.join(' ')}: ${value}`);
	} else if (typeof value === 'object' && value !== null) {
		const isMap = !Array.isArray(value) && (MAPS.has(key) || at.join(' ') === 'components parameters');
		const isName = isMap && at.at(-2) !== 'properties';
		for (const [each, inner] of Object.entries(value as Record<string, unknown>)) {
			if (!isName && PROSE.has(each)) found.push([...at, each].join(' '));
			findProse(inner, [...at, each], found);
		}
	}
}

test('the sources are the three documents', () => {
	expect(files).toEqual(['app-installers.json', 'classic.json', 'pro.json']);
});

test.each(files)('%s contains no prose of Jamf', (file) => {
	const found: string[] = [];
	findProse(JSON.parse(read(file)), [], found);
	expect(found).toEqual([]);
});

test.each([
	[{ paths: { '/lamps': { get: { summary: 'Get lamps' } } } }, ['paths /lamps get summary']],
	[{ components: { schemas: { Lamp: { title: 'Lamp' } } } }, ['components schemas Lamp title']],
	[{ components: { schemas: { Lamp: { properties: { description: { type: 'string' } } } } } }, []],
	[
		{ components: { schemas: { Lamp: { properties: { a: { description: 'A' } } } } } },
		['components schemas Lamp properties a description'],
	],
	[{ definitions: { a: { default: 'one two three four five six seven' } } }, [expect.stringContaining('seven')]],
])('detects prose in %j', (document, expected) => {
	const found: string[] = [];
	findProse(document, [], found);
	expect(found).toEqual(expected);
});

test.each(files)('%s has one operation or schema per line', (file) => {
	const lines = read(file).split('\n');
	const operations = lines.filter((line) => /^"(get|put|post|delete|patch)":\{.*\},?$/.test(line));
	expect(operations).toHaveLength(OPERATIONS[file] ?? 0);
	expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(12_000);
});

test('has the facts that forms and lists are made from', () => {
	const { info, paths, components } = JSON.parse(read('pro.json')) as {
		info: object;
		paths: Record<string, Record<string, { parameters: unknown[]; 'x-required-privileges': string[] }>>;
		components: { schemas: Record<string, { properties: object; required: string[] }> };
	};
	expect(info).toEqual({ version: '11.32.0' });
	const list = paths['/v1/buildings']?.['get'];
	expect(list?.['x-required-privileges']).toEqual(['Read Buildings']);
	expect(list?.parameters).toContainEqual(
		expect.objectContaining({ name: 'filter', in: 'query', 'x-fields': expect.arrayContaining(['name', 'city']) }),
	);
	expect(components.schemas['Building']).toMatchObject({
		required: ['name'],
		properties: { name: { type: 'string' }, zipPostalCode: { type: 'string' } },
	});
});
