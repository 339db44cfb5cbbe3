import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pro } from '../nodes/shared/catalogue/lookup';

const root = path.join(__dirname, '..');

interface Source {
	/** Relative to the root, with forward slashes. */
	file: string;
	text: string;
	/** The files and packages it imports; files relative to the root, without extension. */
	imports: string[];
}

function sourcesIn(folder: string): Source[] {
	return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
		.map((name) => `${folder}/${name.split(path.sep).join('/')}`)
		.filter((file) => file.endsWith('.ts'))
		.map((file) => {
			const text = readFileSync(path.join(root, file), 'utf8');
			const found = [...text.matchAll(/(?:from|import|require\()\s*'([^']+)'/g)].map(([, target]) => target ?? '');
			const imports = found.map((target) =>
				target.startsWith('.') ? path.posix.join(path.posix.dirname(file), target) : target,
			);
			return { file, text, imports };
		});
}

const nodes = sourcesIn('nodes');
const product = [...nodes, ...sourcesIn('credentials')];
const tests = [
	...sourcesIn('test'),
	...['harness', 'demo', 'role', 'bench', 'chaos', 'e2e', 'simulator', 'catalogue'].flatMap(sourcesIn),
];

/** The folders of the shared code, from the bottom up: each may import only those before it in this list. */
const LAYERS = ['transport', 'catalogue', 'parameters', 'errors', 'calls', 'changes', 'description', 'operations'].map(
	(layer) => `nodes/shared/${layer}`,
);

/** What programs and tests may import besides themselves, but never each other. */
const SHARED = ['harness', 'nodes', 'credentials', 'simulator'];

/** Which folders each folder may import besides itself. The longest folder that contains a file applies. */
const MAY_IMPORT: Record<string, string[]> = {
	...Object.fromEntries(LAYERS.map((layer, index) => [layer, LAYERS.slice(0, index)])),
	'nodes/JamfPro': LAYERS,
	'nodes/JamfClassic': LAYERS,
	// Webhooks exist only in the Classic API.
	'nodes/JamfProTrigger': [...LAYERS, 'nodes/JamfClassic'],
	// It reads the same lists as the node, through its dialect.
	'nodes/JamfProInventoryTrigger': [...LAYERS, 'nodes/JamfPro'],
	credentials: ['nodes/shared/transport'],
	simulator: ['nodes/shared/catalogue'],
	harness: ['nodes', 'credentials', 'simulator'],
	...Object.fromEntries(['demo', 'bench', 'chaos', 'e2e', 'role'].map((program) => [program, SHARED])),
	test: [...SHARED, 'catalogue'],
	'test/bench': [...SHARED, 'bench'],
	'test/chaos': [...SHARED, 'chaos'],
};

const TOP_FOLDERS = [
	'nodes',
	'credentials',
	'simulator',
	'harness',
	'catalogue',
	'demo',
	'role',
	'bench',
	'chaos',
	'e2e',
	'test',
];

function within(file: string, folder: string): boolean {
	return file === folder || file.startsWith(`${folder}/`);
}

function layerOf(file: string): string | undefined {
	const layers = Object.keys(MAY_IMPORT).filter((layer) => within(file, layer));
	return layers.sort((a, b) => b.length - a.length)[0];
}

test('every file of the package belongs to a layer', () => {
	const layers = Object.keys(MAY_IMPORT);
	expect(product.filter(({ file }) => !layers.some((layer) => within(file, layer))).map(({ file }) => file)).toEqual(
		[],
	);
	expect(nodes.length).toBeGreaterThan(30);
});

test.each(Object.entries(MAY_IMPORT))('%s imports only %j', (layer, allowed) => {
	const own = [...product, ...tests].filter(({ file }) => layerOf(file) === layer);
	expect(own.length).toBeGreaterThan(0);
	const wrong = own.flatMap(({ file, imports }) =>
		imports
			.filter((target) => TOP_FOLDERS.some((folder) => within(target, folder)))
			.filter((target) => ![layer, ...allowed].some((folder) => within(target, folder)))
			.map((target) => `${file} -> ${target}`),
	);
	expect(wrong).toEqual([]);
});

test.each([
	['undici', ['nodes/shared/transport/http/pool.ts']],
	['saxes', ['nodes/JamfClassic/xml/xmlParser.ts']],
	['content-disposition', ['nodes/shared/operations/apiRequest/response.ts']],
])('only one file imports %s', (name, files) => {
	expect(product.filter(({ imports }) => imports.includes(name)).map(({ file }) => file)).toEqual(files);
});

test('the package imports only its dependencies and Node', () => {
	const packages = new Set(
		product.flatMap(({ imports }) => imports.filter((target) => !/^(nodes|credentials)\//.test(target))),
	);
	expect([...packages].filter((name) => !name.startsWith('node:')).sort()).toEqual([
		'content-disposition',
		'n8n-workflow',
		'saxes',
		'undici',
	]);
});

test('the contexts of n8n stay in their layer', () => {
	const pure = product.filter(({ file }) =>
		/shared\/(transport|catalogue|changes|calls\/pagination)\/|shared\/calls\/versionFallback\.ts|parameters\/(didYouMean|dates|listQuery|outputFields|rsql)\.ts/.test(
			file,
		),
	);
	const values = pure.filter(({ text }) =>
		/import (?!type)[^;]*from 'n8n-workflow'|IExecuteFunctions|ILoadOptionsFunctions/.test(text),
	);
	expect(values.map(({ file }) => file)).toEqual([]);
});

test('no single test or page has a time limit that a busy machine exceeds', () => {
	const limited = tests.filter(({ text }) => /^\t*\}, [\d_]{4,}\);$/m.test(text));
	const pages = tests.filter(({ text }) => /\.newPage\(/.test(text));
	expect(limited.map(({ file }) => file)).toEqual([]);
	expect(pages.map(({ file }) => file)).toEqual(['e2e/browser/chromium.ts']);
});

test('the simulator reads the routes of the catalogue but not its elements', () => {
	const simulator = sourcesIn('simulator');
	const imported = simulator.flatMap(({ imports }) => imports.filter((target) => target.startsWith('nodes/')));
	const allowed = ['bodyRow', 'find', 'lookup', 'types'].map((name) => `nodes/shared/catalogue/${name}`);
	expect(imported.filter((target) => !allowed.includes(target))).toEqual([]);
	expect(simulator.filter(({ text }) => /classicElements|classicFields|findElements/.test(text))).toEqual([]);
});

test('there are no import cycles', () => {
	const acyclic = [...product, ...sourcesIn('simulator')];
	const graph = new Map(
		acyclic.map(({ file, imports }) => [file.replace(/\.ts$/, ''), imports.map((target) => resolve(target))]),
	);
	const cycles: string[] = [];
	const visit = (file: string, trail: string[]) => {
		if (trail.includes(file)) cycles.push([...trail.slice(trail.indexOf(file)), file].join(' -> '));
		else if (!done.has(file)) for (const next of graph.get(file) ?? []) visit(next, [...trail, file]);
		done.add(file);
	};
	const done = new Set<string>();
	for (const file of graph.keys()) visit(file, []);
	expect(cycles).toEqual([]);
	function resolve(target: string): string {
		return acyclic.some(({ file }) => file === `${target}/index.ts`) ? `${target}/index` : target;
	}
});

test('files are small', () => {
	const long = [...product, ...sourcesIn('catalogue')].map(({ file, text }) => ({
		file,
		lines: text.split('\n').length - 1,
	}));
	expect(long.filter(({ lines }) => lines > 200)).toEqual([]);
	expect(long.filter(({ file, lines }) => file.endsWith('.node.ts') && lines > 100)).toEqual([]);
	expect(long.find(({ file }) => file.endsWith('transport/client.ts'))?.lines).toBeLessThanOrEqual(120);
});

test('the interpreter and hand-written operations stay small', () => {
	const lines = (text: string) => text.split('\n').length - 1;
	const interpreter = nodes.filter(({ file }) => /shared\/(description|operations)\/[^/]+$/.test(file));
	expect(interpreter.reduce((sum, { text }) => sum + lines(text), 0)).toBeLessThan(590);
	const byHand = nodes.filter(({ file, text }) => /^nodes\/Jamf/.test(file) && /\brun\(jamf/.test(text));
	expect(byHand.length).toBeGreaterThan(10);
	expect(byHand.filter(({ text }) => lines(text) > 120).map(({ file }) => file)).toEqual([]);
});

/** Relative imports that exist at run time, found in the text of their statements. */
function countRuntimeImports(text: string): number {
	return [...text.matchAll(/^import (?!type )[^;]*? from '\.[^']*';/gm)].length;
}

test('no file of the package imports more than twelve others', () => {
	const many = product.map(({ file, text }) => ({ file, count: countRuntimeImports(text) }));
	expect(many.filter(({ count }) => count > 12)).toEqual([]);
	expect(many.some(({ count }) => count > 5)).toBe(true);
});

test('a hand-written operation imports at most five modules from outside its folder', () => {
	const operations = nodes.filter(({ file }) => /^nodes\/Jamf\w+\/operations\/\w+\//.test(file));
	expect(operations.length).toBeGreaterThan(20);
	const outside = operations.map(({ file, imports }) => {
		const folder = file.split('/').slice(0, 4).join('/');
		const modules = imports.filter((target) => target.startsWith('nodes/') && !within(target, folder));
		return { file, modules: [...new Set(modules)] };
	});
	expect(outside.filter(({ modules }) => modules.length > 5)).toEqual([]);
	const shared = outside.flatMap(({ modules }) => modules.filter((module) => module.startsWith('nodes/shared/')));
	expect([...new Set(shared)]).toEqual(['nodes/shared/operations/kit']);
});

test('no file is called utils or helpers', () => {
	expect(product.filter(({ file }) => /\b(utils?|helpers?)\b/i.test(file)).map(({ file }) => file)).toEqual([]);
});

test('names follow conventions: MAX_ and MIN_ for limits, a verb first for functions', () => {
	const limits = [...product, ...tests].flatMap(({ file, text }) =>
		[...text.matchAll(/\b(?:MOST|LONGEST|LARGEST|SMALLEST|LEAST)_[A-Z_]+/g)].map(([name]) => `${file}: ${name}`),
	);
	expect(limits).toEqual([]);
	const nouns = product.flatMap(({ file, text }) =>
		[...text.matchAll(/^export (?:async )?function (\w+Of)\b/gm)].map(([, name]) => `${file}: ${name}`),
	);
	expect(nouns).toEqual([]);
});

/** Paths of which an older server only has an older version. `createCall` and `callOperation` fall back to it, a literal path does not. */
test('no code spells out the path of an operation that has older routes', () => {
	const withOlder = new Set(
		pro.resources.flatMap(({ operations }) =>
			operations.flatMap(({ routes }) =>
				routes.slice(0, routes.length > 1 ? 1 : 0).map(({ path: each }) => blank(each)),
			),
		),
	);
	const spelled = nodes.flatMap(({ file, text }) =>
		[...text.matchAll(/path`(\/v\d[^`]*)`/g)].map(([, each = '']) => `${file}: ${blank(each)}`),
	);
	expect(withOlder).toContain('/v4/computers-inventory');
	expect(spelled.length).toBeGreaterThan(10);
	// Servers without /v1/auth have no API clients either (jamf-behavior 1.1).
	withOlder.delete('/v1/auth');
	expect(spelled.filter((each) => withOlder.has(each.split(': ')[1] ?? ''))).toEqual([]);
});

const blank = (template: string) => template.replaceAll(/\$?\{[^}]*\}/g, '{}');
