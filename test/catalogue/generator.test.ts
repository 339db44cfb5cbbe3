import fc from 'fast-check';
import { build } from '../../catalogue/build';
import { computeCoverage } from '../../catalogue/coverage';
import { readDocument, type Schema } from '../../catalogue/document';
import { findRemoved } from '../../catalogue/files';
import type { Overlay, ResourceOverlay } from '../../catalogue/overlay';
import { CatalogueError } from '../../catalogue/diagnostics';
import { sentenceCase, titleCase, withArticle } from '../../catalogue/titleCase';

const words = { words: { api: 'API', id: 'ID', mdm: 'MDM', filevault: 'FileVault' }, phrases: ['Jamf Pro', 'Jamf'] };

const lamp: Schema = {
	type: 'object',
	required: ['name'],
	properties: {
		id: { type: 'string', readOnly: true },
		name: { type: 'string' },
		roomId: { type: 'string' },
		state: { type: 'string', enum: ['ON', 'OFF'] },
		apiPassword: { type: 'string', format: 'password', writeOnly: true },
		bulb: { type: 'object', properties: { watts: { type: 'integer' } } },
		history: { type: 'array', items: { type: 'string' } },
	},
};
const page = { name: 'page', in: 'query', schema: { type: 'integer' } };
const sort = { name: 'sort', in: 'query', schema: {}, 'x-fields': ['id', 'name'] };
const filter = { name: 'filter', in: 'query', schema: {}, 'x-fields': ['name', 'state'] };
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };

function respondWith(schema?: Schema, type = 'application/json') {
	return { responses: { 200: schema === undefined ? {} : { content: { [type]: { schema } } } } };
}

function list(of: Schema) {
	return respondWith({
		type: 'object',
		properties: { totalCount: { type: 'integer' }, results: { type: 'array', items: of } },
	});
}

const body = { requestBody: { required: true, content: { 'application/json': { schema: lamp } } } };

const paths: Record<string, Record<string, object>> = {
	'/v1/lamps': { get: { parameters: [page], deprecated: true, 'x-deprecation-date': '2026-01-01', ...list(lamp) } },
	'/v2/lamps': { get: { parameters: [page, sort, filter], ...list(lamp) }, post: { ...body, ...respondWith(lamp) } },
	'/v2/lamps/{id}': {
		get: { parameters: [id], 'x-required-privileges': ['Read Lamps'], ...respondWith(lamp) },
		put: { parameters: [id], ...body, ...respondWith(lamp) },
		delete: { parameters: [id], ...respondWith() },
	},
	'/v1/rooms': { get: respondWith({ type: 'array', items: lamp }) },
	'/v1/rooms/{id}': { get: { parameters: [id], ...respondWith(lamp) } },
	'/v1/rooms/{id}/plan': { get: { parameters: [id], ...respondWith({ type: 'string' }, 'image/png') } },
};

const lamps: ResourceOverlay = {
	name: 'Lamp',
	paths: ['/lamps'],
	fields: ['state', 'name'],
	operations: { update: { body: { secrets: { apiPassword: 'kept' } } } },
};
const rooms: ResourceOverlay = { name: 'Room', paths: ['/rooms'], place: { 'GET /rooms/{id}/plan': 'downloadPlan' } };
const plain: Overlay = {
	resources: { lamp: lamps, room: rooms },
	references: { roomId: 'room' },
	labels: {},
	multiline: {},
	parameters: {},
	handledByCode: {},
	additions: [],
	rarities: {},
	effects: { asksSecret: {}, destroys: {}, grants: {}, includesSecrets: {}, reads: {} },
	aliases: {},
	introducedIn: {},
	renamedPrivileges: {},
	privilegesByType: {},
	privilegesUnknown: { lamp: 'not documented', room: 'not documented' },
	words,
};

function make(overlay: Partial<Overlay> = {}, more: typeof paths = {}) {
	return build(readDocument(sourceOf({ ...paths, ...more })), { ...plain, ...overlay });
}

function sourceOf(of: object, schemas = {}, parameters = {}): string {
	return JSON.stringify({ info: { version: '1.0.0' }, paths: of, components: { schemas, parameters } });
}

/** The message of a failing build. */
function errorsOf(overlay: Partial<Overlay> = {}, more: typeof paths = {}): string {
	try {
		make(overlay, more);
	} catch (error) {
		if (error instanceof CatalogueError) return error.message;
		throw error;
	}
	return '';
}

function lampWith(change: Partial<ResourceOverlay>): Partial<Overlay> {
	const operations = { ...lamps.operations, ...change.operations };
	return { resources: { ...plain.resources, lamp: { ...lamps, ...change, operations } } };
}

test('merges the versions of an operation into one row, newest first', () => {
	const { catalogue } = make();
	expect(catalogue.resources.map(({ value }) => value)).toEqual(['lamp', 'room']);
	const [lampRow] = catalogue.resources;
	expect(lampRow).toMatchObject({
		name: 'Lamp',
		noun: 'lamp',
		plural: 'lamps',
		objects: { titleField: 'name', filterable: true },
	});
	expect(lampRow?.operations.map(({ value, name, action }) => [value, name, action])).toEqual([
		['create', 'Create', 'Create a lamp'],
		['delete', 'Delete', 'Delete a lamp'],
		['get', 'Get', 'Get a lamp'],
		['getAll', 'Get Many', 'Get many lamps'],
		['update', 'Update', 'Update a lamp'],
	]);
	expect(lampRow?.operations.find(({ value }) => value === 'getAll')).toEqual({
		value: 'getAll',
		name: 'Get Many',
		action: 'Get many lamps',
		routes: [
			{ method: 'GET', path: '/v2/lamps' },
			{ method: 'GET', path: '/v1/lamps', deprecated: '2026-01-01', unsupported: ['sort', 'filter'] },
		],
		list: { kind: 'paged', sort: ['id', 'name'], filter: ['name', 'state'], unique: 'id' },
		expects: ['name', 'roomId', 'state', 'bulb'],
		expectsRequired: 1,
	});
});

test('gives a row the traits of its operation', () => {
	const operations = make().catalogue.resources.flatMap(({ operations: own }) => own);
	const row = (route: string) => operations.find(({ routes: [{ method, path }] }) => `${method} ${path}` === route);
	expect(row('GET /v2/lamps/{id}')).toMatchObject({
		routes: [{ privileges: ['Read Lamps'] }],
		path: [{ name: 'id', label: 'Lamp', type: 'string', of: 'lamp' }],
	});
	expect(row('PUT /v2/lamps/{id}')?.body).toEqual({ merge: 'get', unwritable: ['id'] });
	expect(row('DELETE /v2/lamps/{id}')?.responseType).toBe('nothing');
	expect(row('GET /v1/rooms')?.list).toEqual({ kind: 'array' });
	expect(row('GET /v1/rooms/{id}/plan')).toMatchObject({
		responseType: 'file',
		accept: 'image/png',
		name: 'Download Plan',
	});
});

test('orders fields: required first, then overlay order; flattens nested objects, and writes equal forms once', () => {
	const { fields } = make();
	expect(fields['lamp.create']).toEqual([
		{ name: 'name', label: 'Name', type: 'string', required: true },
		{ name: 'state', label: 'State', type: 'options', options: ['ON', 'OFF'] },
		{ name: 'roomId', label: 'Room ID', type: 'string', of: 'room' },
		{ name: 'apiPassword', label: 'API Password', type: 'string', secret: true },
		{ name: 'bulb.watts', label: 'Bulb: Watts', type: 'number' },
		{ name: 'history', label: 'History', type: 'json', list: true },
	]);
	expect(fields['lamp.update']).toBe('lamp.create');
});

test('covers every combination of versions and operations, or the build fails', () => {
	const methods = fc.uniqueArray(fc.constantFrom('get', 'post', 'put', 'patch', 'delete'), { minLength: 1 });
	const versions = fc.uniqueArray(fc.nat(9), { minLength: 1, maxLength: 5 });
	const ends = fc.constantFrom('', '/{id}/dim', '/{id}/colour', '/rooms', '/rooms/{roomId}');
	fc.assert(
		fc.property(fc.uniqueArray(fc.tuple(ends, versions, methods), { selector: ([end]) => end }), (drawn) => {
			const given = drawn.flatMap(([end, numbers, verbs]) =>
				numbers.map((version) => [
					`${version === 0 ? '' : `/v${version}`}/lamps${end}`,
					Object.fromEntries(verbs.map((verb) => [verb, respondWith(lamp)])),
				]),
			);
			const document = readDocument(sourceOf(Object.fromEntries(given) as object));
			const overlay = { ...plain, references: {}, resources: { lamp: { name: 'Lamp', paths: ['/lamps'] } } };
			fc.pre(document.operations.length > 0);
			try {
				const { rows, fallbacks, total } = computeCoverage(build(document, overlay).catalogue, overlay);
				expect([total, rows + fallbacks]).toEqual([document.operations.length, document.operations.length]);
			} catch (error) {
				if (!(error instanceof CatalogueError)) throw error;
				expect(error.diagnostics).not.toEqual([]);
			}
		}),
	);
});

test('makes an alias a hidden row equal to the row of the current name', () => {
	const { catalogue, fields } = make({ aliases: { 'lamp.add': 'lamp.create' } });
	const added = catalogue.resources[0]?.operations.find(({ value }) => value === 'add');
	expect(added).toMatchObject({ hidden: true, replacedBy: 'lamp.create', routes: [{ path: '/v2/lamps' }] });
	expect(fields['lamp.create']).toBe('lamp.add');
});

describe('several sources', () => {
	const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
	const page2 = {
		'/v1/bulbs': { get: { parameters: [{ $ref: '#/components/parameters/p' }], ...respondWith(ref('Same')) } },
	};
	const first = sourceOf(
		{ '/v1/lamps': { get: respondWith(ref('Same')) } },
		{ Same: { allOf: [ref('Part')] }, Part: lamp },
	);
	const second = sourceOf(page2, { Same: { type: 'array', items: {} } }, { p: page });

	test('are merged, each with its own schemas and parameters', () => {
		const { version, operations, resolve } = readDocument(first, second.replace('1.0.0', 'production'));
		expect(version).toBe('1.0.0');
		const [lamps, bulbs] = operations;
		expect(Object.keys(resolve(lamps?.response?.schema).properties ?? {})).toContain('bulb');
		expect(resolve(bulbs?.response?.schema)).toEqual({ type: 'array', items: {} });
		expect(bulbs?.parameters).toEqual([page]);
	});

	test('must not repeat an operation, or refer to missing schemas', () => {
		expect(() => readDocument(first, second, second)).toThrow('GET /v1/bulbs is in two files of catalogue/sources');
		expect(() => readDocument(sourceOf(page2))).toThrow('refers to #/components/parameters/p, which');
		const { operations, resolve } = readDocument(sourceOf({ '/v1/lamps': { get: respondWith(ref('None')) } }));
		expect(() => resolve(operations[0]?.response?.schema)).toThrow('refers to #/components/schemas/None, which');
	});
});

describe('the build fails', () => {
	const odd = { ...respondWith(lamp), parameters: [id] };
	test.each<[string, Partial<Overlay>, typeof paths, RegExp]>([
		[
			'an operation without a resource',
			{},
			{ '/v1/fans': { get: odd } },
			/GET \/v1\/fans is not assigned to a resource/,
		],
		[
			'an operation without a name',
			{},
			{ '/v2/lamps/{id}': { post: odd } },
			/POST \/v2\/lamps\/\{id\} needs a name in lamp/,
		],
		[
			'two operations with the same name',
			{ ...lampWith({ paths: ['/lamps', '/bulbs'] }) },
			{ '/v2/bulbs': { post: odd } },
			/would both be named lamp\.create/,
		],
		[
			'an overlay path that matches nothing',
			lampWith({ paths: ['/lamps', '/fans'] }),
			{},
			/"\/fans" in the overlay does not match any documented operation/,
		],
		[
			'a `place` that matches nothing',
			lampWith({ place: { 'GET /x': 'get' } }),
			{},
			/"GET \/x" in the overlay does not match any documented operation/,
		],
		[
			'an overlay entry for an unknown operation',
			lampWith({ operations: { fade: { label: 'Fade' } } }),
			{},
			/describes lamp\.fade, but there is no such operation/,
		],
		[
			'an unknown key of an operation',
			lampWith({ operations: { get: { name: 'Look Up' } as object } }),
			{},
			/The overlay of lamp\.get has the key "name", which does not exist\. Keys: .*\blabel\b/,
		],
		[
			'an unknown key of a resource',
			lampWith({ pathPrefixes: ['/lamps'] } as object),
			{},
			/The overlay of lamp has the key "pathPrefixes"/,
		],
		[
			'an overlay entry for an unknown parameter',
			lampWith({ operations: { get: { parameters: { x: {} } } } }),
			{},
			/lamp\.get does not have a parameter "x"/,
		],
		['an unknown field in the order of fields', lampWith({ fields: ['colour'] }), {}, /lamp: `fields` lists colour/],
		[
			'two operations with the same label',
			lampWith({ operations: { get: { label: 'Create' } } }),
			{},
			/are both labeled "Create"/,
		],
		[
			'a label that repeats the resource',
			lampWith({ operations: { get: { label: 'Get Lamp' } } }),
			{},
			/repeats the name of the resource/,
		],
		[
			'an unknown successor',
			lampWith({ operations: { get: { replacedBy: 'lamp.x' } } }),
			{},
			/lamp\.get: `replacedBy` names lamp\.x/,
		],
		[
			'an alias of an unknown operation',
			{ aliases: { 'lamp.old': 'lamp.x' } },
			{},
			/alias of lamp\.x, which does not exist/,
		],
		[
			'fields renamed in an unknown version',
			lampWith({ operations: { getAll: { renamed: { v0: { a: 'b' } } } } }),
			{},
			/`renamed` names v0, but there is no such older version/,
		],
		[
			'unknown fields renamed',
			lampWith({ operations: { getAll: { renamed: { v1: { a: 'b' } } } } }),
			{},
			/`renamed` is wrong: \/v2\/lamps does not have a, or/,
		],
		[
			'an unknown field to simplify to',
			lampWith({ operations: { get: { simplify: ['bulb.lumen'] } } }),
			{},
			/`simplify` lists bulb\.lumen, which is not in the result/,
		],
		['a label without a field', { labels: { colour: 'Colour' } }, {}, /labels\.yaml: "colour" has no effect/],
		['a reference without a field', { references: { wallId: 'room' } }, {}, /references\.yaml: "wallId"/],
		[
			'a sorted list without a unique field',
			{},
			{ '/v1/rooms': { get: { parameters: [sort], ...respondWith({ type: 'array', items: {} }) } } },
			/room\.getAll can be sorted, but its unique field is not known/,
		],
	])('on %s', (_, overlay, more, message) => {
		expect(errorsOf(overlay, { ...more, ...merged(more) })).toMatch(message);
	});

	test('with all problems in one message', () => {
		expect(errorsOf({}, { '/v1/fans': { get: odd }, '/v1/doors': { get: odd } }).split('\n')).toHaveLength(2);
	});

	/** Methods are added to the existing ones of a path. */
	function merged(more: typeof paths): typeof paths {
		return Object.fromEntries(Object.entries(more).map(([path, methods]) => [path, { ...paths[path], ...methods }]));
	}
});

test('reports released operations that no longer exist', () => {
	const { catalogue } = make();
	expect(findRemoved('pro lamp.create\npro lamp.dim\nclassic lamp.fade\n', 'pro', catalogue, plain)).toEqual([
		'lamp.dim',
	]);
});

test.each([
	['getMdmProfile', 'Get MDM Profile', 'get MDM profile'],
	['fileVaultKey', 'FileVault Key', 'FileVault key'],
	['addToScope', 'Add to Scope', 'add to scope'],
	['parameter4', 'Parameter 4', 'parameter 4'],
])('writes %s as %j', (name, label, inSentence) => {
	expect(titleCase(words, name)).toBe(label);
	expect(sentenceCase(words, label)).toBe(inSentence);
});

test('chooses articles', () => {
	const nouns = [
		'API role',
		'user',
		'icon',
		'MDM command',
		'eBook',
		'Jamf Pro server',
		'SSO certificate',
		'URL',
		'account',
	];
	expect(nouns.map(withArticle)).toEqual([
		'an API role',
		'a user',
		'an icon',
		'an MDM command',
		'an eBook',
		'a Jamf Pro server',
		'an SSO certificate',
		'a URL',
		'an account',
	]);
});
