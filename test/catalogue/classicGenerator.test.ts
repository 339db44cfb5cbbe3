import { buildClassic } from '../../catalogue/classic/build';
import type { ClassicOverlay } from '../../catalogue/classic/overlay';
import { readNotation } from '../../catalogue/classic/notation';
import { readSwagger } from '../../catalogue/classic/swagger';
import { CatalogueError, Diagnostics } from '../../catalogue/diagnostics';

function documentOf(paths: object) {
	return readSwagger(JSON.stringify({ info: { version: 'test' }, paths }));
}

const document = documentOf({
	'/lamps': { get: {} },
	'/lamps/id/{id}': { delete: {}, get: {}, post: {}, put: {} },
	'/lamps/id/{id}/subset/{subset}': { get: {} },
	'/lamps/name/{name}': { get: {} },
	'/lamps/serialnumber/{serialnumber}': { get: {} },
	'/lamps/match/{match}': { get: { deprecated: true, 'x-deprecation-date': '2026-07-14' } },
	'/lamphistory/id/{id}': { get: {} },
	'/lamphistory/name/{name}': { get: {} },
	'/lamphistory/serialnumber/{serialnumber}': { get: {} },
	'/lampcommands/command/{command}/id/{id}': { post: {} },
});

const overlay: ClassicOverlay = {
	resources: {
		lamp: {
			name: 'Lamp',
			path: 'lamps',
			root: 'lamp',
			by: { serialNumber: 'serialnumber' },
			subsets: ['General'],
			privileges: ['Lamps', 'Bulbs'],
			operations: { search: { route: 'GET /lamps/match/{match}', list: 'lamps' } },
		},
		lampHistory: {
			name: 'Lamp History',
			path: 'lamphistory',
			does: 'get',
			of: 'lamp',
			root: 'lamp_history',
			privilegesUnknown: 'Jamf does not document them',
		},
		lampCommand: {
			name: 'Lamp Command',
			path: 'lampcommands',
			does: '',
			root: 'lamp_command',
			retired: {
				routes: ['POST /lampcommands/command/{command}/id/{id}'],
				commands: { BlowUp: { removed: '11.28', replacedBy: 'lampCommand.send' } },
			},
			operations: {
				send: {
					route: 'POST /lampcommands/command/{command}/id/{id}',
					body: { optional: true },
					privileges: ['Create Lamps'],
				},
			},
		},
	},
	elements: {
		$room: { id: 'number', name: 'text' },
		lamp: {
			id: 'number',
			name: 'text required',
			state: 'text = On | Off | Half on',
			watts: 'number = 3 | 9',
			room: '$room',
			code: 'digits read',
			password: 'text secret',
			'bulbs > bulb': { name: 'text' },
			'history (read)': { note: 'text' },
			'flag*': 'text',
		},
		'lampCommand.send': { reason: 'text' },
	},
	labels: {},
	multiline: {},
	omitted: [],
	parameters: {},
	references: {},
	effects: { asksSecret: {}, destroys: {}, grants: {}, includesSecrets: {}, reads: {} },
	renamedPrivileges: { Bulbs: { former: 'Light Bulbs', since: '11.31' }, Fuses: { former: 'Wires', since: '11.0' } },
	words: { words: { id: 'ID' }, phrases: [] },
};

function problemsWith(change: (copy: ClassicOverlay) => void, paths = document): string[] {
	const copy = structuredClone(overlay);
	change(copy);
	try {
		buildClassic(paths, copy);
	} catch (error) {
		if (error instanceof CatalogueError) return error.diagnostics;
		throw error;
	}
	return [];
}

describe('rows', () => {
	const { catalogue, fields, elements, coverage } = buildClassic(document, overlay);
	const [lamp, command, history] = ['lamp', 'lampCommand', 'lampHistory'].map((value) =>
		catalogue.resources.find((resource) => resource.value === value),
	);

	test('an entry becomes a resource with five operations', () => {
		expect(lamp).toMatchObject({
			noun: 'lamp',
			plural: 'lamps',
			root: 'lamp',
			objects: { titleField: 'name', paths: { serialNumber: '/lamps/serialnumber/{id}' } },
		});
		expect(lamp?.operations.map(({ value, name, action }) => `${value}: ${name}: ${action}`)).toEqual([
			'create: Create: Create a lamp',
			'delete: Delete: Delete a lamp',
			'get: Get: Get a lamp',
			'getAll: Get Many: Get many lamps',
			'search: Search: Search a lamp',
			'update: Update: Update a lamp',
		]);
		expect(lamp?.operations.map(({ routes: [{ method, path }] }) => `${method} ${path}`)).toEqual([
			'POST /lamps/id/0',
			'DELETE /lamps/id/{id}',
			'GET /lamps/id/{id}',
			'GET /lamps',
			'GET /lamps/match/{match}',
			'PUT /lamps/id/{id}',
		]);
	});

	test('bodies, responses, lists, subsets and privileges follow from the operation', () => {
		const [create, remove, get, getAll, search, update] = lamp?.operations ?? [];
		expect(create).toMatchObject({ body: {} });
		expect(create?.routes[0].privileges).toEqual(['Create Lamps', 'Create Bulbs']);
		expect(remove).toMatchObject({ responseType: 'nothing', path: [{ name: 'id', label: 'Lamp', of: 'lamp' }] });
		expect(get).toMatchObject({ subsets: ['General'] });
		expect(getAll).toMatchObject({ list: { kind: 'field', field: 'lamps' } });
		expect(search).toMatchObject({ list: { kind: 'field', field: 'lamps' }, path: [{ name: 'match' }] });
		expect(update).toMatchObject({ body: { partial: true } });
	});

	test('the document sets the deprecation date, but does not hide the operation', () => {
		const search = lamp?.operations.find(({ value }) => value === 'search');
		expect(search).toMatchObject({ deprecated: '2026-07-14', routes: [{ deprecated: '2026-07-14' }] });
		expect(search?.hidden).toBeUndefined();
		expect(lamp?.operations.filter(({ deprecated }) => deprecated !== undefined)).toHaveLength(1);
	});

	test('renamed privileges keep their former name', () => {
		expect(catalogue.renamedPrivileges).toEqual(
			Object.fromEntries(
				['Create', 'Delete', 'Read', 'Update'].map((verb) => [
					`${verb} Bulbs`,
					{ former: `${verb} Light Bulbs`, since: '11.31' },
				]),
			),
		);
	});

	test('a path may identify an object of another resource', () => {
		expect(history?.operations[0]?.path).toEqual([{ name: 'id', label: 'Lamp', type: 'string', of: 'lamp' }]);
		expect(history?.objects).toBeUndefined();
	});

	test('a removed command becomes a hidden row with its successor and the version of its removal', () => {
		expect(command?.operations[0]).toMatchObject({
			value: 'blowUp',
			routes: [{ method: 'POST', path: '/lampcommands/command/BlowUp/id/{id}' }],
			replacedBy: 'lampCommand.send',
			removed: '11.28',
			hidden: true,
		});
	});

	test('every documented operation is counted once, by how it is reached', () => {
		expect(coverage).toEqual({
			rows: expect.arrayContaining(['POST /lamps/id/{id}', 'POST /lampcommands/command/{command}/id/{id}']) as string[],
			lookups: [
				'GET /lamps/name/{name}',
				'GET /lamps/serialnumber/{serialnumber}',
				'GET /lamphistory/name/{name}',
				'GET /lamphistory/serialnumber/{serialnumber}',
			],
			subsets: ['GET /lamps/id/{id}/subset/{subset}'],
			none: [],
		});
		expect(coverage.rows).toHaveLength(8);
	});

	test('elements become the form shared by create and update', () => {
		expect(fields['lamp.update']).toBe('lamp.create');
		expect(fields['lamp.create']).toEqual([
			{ name: 'name', label: 'Name', type: 'string', required: true },
			{ name: 'state', label: 'State', type: 'options', options: ['On', 'Off', 'Half on'] },
			{ name: 'watts', label: 'Watts', type: 'number' },
			{ name: 'room.id', label: 'Room ID', type: 'number' },
			{ name: 'room.name', label: 'Room: Name', type: 'string' },
			{ name: 'password', label: 'Password', type: 'string', secret: true },
			{ name: 'bulbs', label: 'Bulbs', type: 'json', list: true },
			{ name: 'flag', label: 'Flag', type: 'json', list: true },
		]);
	});

	test('parses the notation of elements', () => {
		expect(elements['lamp']).toEqual([
			{ name: 'id', type: 'number' },
			{ name: 'name', required: true },
			{ name: 'state', options: ['On', 'Off', 'Half on'] },
			{ name: 'watts', type: 'number', options: [3, 9] },
			{ name: 'room', of: [{ name: 'id', type: 'number' }, { name: 'name' }] },
			{ name: 'code', type: 'digits', readOnly: true },
			{ name: 'password', secret: true },
			{ name: 'bulbs', of: [{ name: 'name' }], item: 'bulb' },
			{ name: 'history', of: [{ name: 'note' }], readOnly: true },
			{ name: 'flag', repeated: true },
		]);
	});
});

describe('the build fails', () => {
	const lampOf = (copy: ClassicOverlay) => copy.resources['lamp'] ?? { name: '', path: '' };

	test('on a documented operation without a row', () => {
		const more = documentOf({ '/lamps/weight/{weight}': { get: {} } });
		const all = { ...document, operations: [...document.operations, ...more.operations] };
		expect(problemsWith(() => undefined, all)).toEqual([
			'GET /lamps/weight/{weight} is not reached by any row. Describe it in catalogue/overlay/classic.',
		]);
	});

	test('on an operation that only a removed command would reach', () => {
		const found = problemsWith((copy) => delete copy.resources['lampCommand']?.operations);
		expect(found).toContain(
			'POST /lampcommands/command/{command}/id/{id} is not reached by any row. Describe it in catalogue/overlay/classic.',
		);
	});

	test('on an undocumented row or lookup without a reason', () => {
		const add = (why?: string) => (copy: ClassicOverlay) => {
			lampOf(copy).operations = {
				...lampOf(copy).operations,
				dim: { route: 'POST /lamps/dim', ...(why !== undefined && { undocumented: why }) },
			};
		};
		expect(problemsWith(add())).toEqual([
			'lamp.dim is not documented by Jamf. Remove it, or give the reason for offering it in `undocumented`.',
		]);
		expect(problemsWith(add('seen on servers'))).toEqual([]);
		expect(problemsWith((copy) => (lampOf(copy).by = { serialNumber: 'serialnumber', udid: 'udid' }))).toEqual([
			'lamp by udid is not documented by Jamf. Remove it, or give the reason for offering it in `undocumented`.',
		]);
	});

	test.each<[string, (copy: ClassicOverlay) => void, string]>([
		[
			'an unknown key of a resource',
			(copy) => Object.assign(lampOf(copy), { names: 'lamps' }),
			'The overlay of lamp has the key "names", which does not exist.',
		],
		['a body without elements', (copy) => delete copy.elements['lamp'], 'lamp.create has a body, but'],
		[
			'elements without a resource',
			(copy) => (copy.elements['moon'] = { id: 'number' }),
			'overlay/elements describes moon',
		],
		['XML without elements', (copy) => (copy.resources['lampHistory']!.xml = 'get'), 'lampHistory.get is read as XML'],
		['an unknown word', (copy) => (copy.elements['lamp'] = { name: 'txt' }), 'lamp.name: "txt" is not a valid type'],
		['an unknown shape', (copy) => (copy.elements['lamp'] = { name: '$none' }), 'lamp.name refers to $none'],
		['an invalid element', (copy) => (copy.elements['lamp'] = { 'a b': 'text' }), 'lamp.a b is not a valid element'],
		[
			'a required element that is read only',
			(copy) => (copy.elements['lamp'] = { name: 'text read required' }),
			'cannot be both read-only and required',
		],
		['a repeated value', (copy) => (copy.elements['lamp'] = { name: 'text = a | a' }), 'lamp.name lists a value twice'],
		[
			'a repeated element',
			(copy) => (copy.elements['lamp'] = { name: 'text', 'name*': 'text' }),
			'lamp.name is defined twice',
		],
		[
			'a label without a field',
			(copy) => (copy.labels['moon'] = 'Moon'),
			'classic.yaml: "moon" in `labels` has no effect',
		],
		[
			'an unknown successor',
			(copy) =>
				(lampOf(copy).operations = {
					get: { replacedBy: 'moon.get' },
					search: lampOf(copy).operations?.['search'] ?? {},
				}),
			'`replacedBy` names moon.get',
		],
		[
			'an unknown field to simplify to',
			(copy) =>
				(lampOf(copy).operations = { get: { simplify: ['moon'] }, search: lampOf(copy).operations?.['search'] ?? {} }),
			'`simplify` lists moon, which is not in the result',
		],
		[
			'a label that repeats the resource',
			(copy) => (lampOf(copy).operations = { search: { route: 'GET /lamps/match/{match}', label: 'Search Lamps' } }),
			'repeats the name of the resource',
		],
		[
			'an unknown parameter',
			(copy) => (lampOf(copy).operations = { search: { route: 'GET /lamps/match/{match}', path: { moon: {} } } }),
			'lamp.search does not have a parameter "moon"',
		],
	])('on %s', (_, change, message) => {
		expect(problemsWith(change).join('\n')).toContain(message);
	});
});

test('treats only elements with a named entry as lists', () => {
	const diagnostics = new Diagnostics();
	expect(readNotation({ 'a > b': 'number', c: { d: 'boolean' } }, {}, 'x', diagnostics)).toEqual([
		{ name: 'a', type: 'number', item: 'b' },
		{ name: 'c', of: [{ name: 'd', type: 'boolean' }] },
	]);
	expect(() => diagnostics.throwIfAny()).not.toThrow();
});
