import type { INodeParameters } from 'n8n-workflow';
import { findOperation } from '../../nodes/shared/catalogue/find';
import { classic } from '../../nodes/shared/catalogue/lookup';
import type { ResourceRow } from '../../nodes/shared/catalogue/types';
import type { ClassicType } from '../../simulator/classic/schema';
import type { ClassicObject, ClassicValue } from '../../simulator/classic/tree';
import type { WireElement } from '../../simulator/classic/wire';
import { parseXml, type XmlElement } from '../../simulator/classic/xml';
import { locator, TestBench } from '../../harness/testBench';

let bench: TestBench;
beforeAll(async () => {
	bench = await TestBench.open({ computers: 3, tokenLifetimeSeconds: 3600 });
});
afterAll(async () => await bench.close());

function typeOf({ value, operations }: ResourceRow): ClassicType {
	const segment = operations[0]?.routes[0].path.split('/')[1] ?? '';
	const path = segment === 'accounts' ? `accounts/${value === 'account' ? 'user' : 'group'}` : segment;
	const type = bench.simulator.state.classic.schema.types.get(path);
	if (type === undefined) throw new Error(`the simulator has no ${path}`);
	return type;
}

/** Stored with the records of the Jamf Pro API. */
const SHARED = new Set(['computers']);
const SECRET = 'kept by the server';

/** An object with a value in every element that GET never returns. */
function withSecrets(object: ClassicObject, elements: readonly WireElement[]): ClassicObject {
	const filled = { ...object };
	for (const { name, of, secret, access, item, repeated } of elements) {
		const value = object[name];
		const inside = (each: ClassicValue) =>
			of && typeof each === 'object' && each !== null && !Array.isArray(each) ? withSecrets(each, of) : each;
		if (secret === true && access === 'write' && !of) filled[name] = SECRET;
		else if (Array.isArray(value)) filled[name] = value.map(inside);
		else if (value !== undefined && item === undefined && !repeated) filled[name] = inside(value);
	}
	return filled;
}

/** Resources that the server never updates: `PUT /patches` (jamf-behavior 11.50). */
const REFUSED = new Set(['patchManagementTitle']);

const UPDATABLE = classic.resources.filter(
	(resource) =>
		!REFUSED.has(resource.value) &&
		findOperation(resource, 'get') !== undefined &&
		findOperation(resource, 'update')?.body !== undefined,
);

/** What an object loses when it is read and written back, in returned and in hidden elements. */
async function writeBack(
	{ value: resource, operations }: ResourceRow,
	id: number,
	type: ClassicType,
): Promise<string[]> {
	const store = bench.simulator.state.classic.store(type.path);
	if (!SHARED.has(type.path)) store.write(id, withSecrets(store.read(id) ?? {}, type.elements));
	const isSingle = operations.find(({ value }) => value === 'get')?.path === undefined;
	const run = async (operation: string, more: INodeParameters = {}) => {
		const parameters = isSingle ? more : { id: locator('id', String(id)), ...more };
		const { json, error } = await bench.classic({ resource, operation, ...parameters });
		if (error) throw new Error(`${operation}: ${error.message} ${error.description ?? ''}`);
		return json[0] ?? {};
	};
	const look = async () => ({
		...leavesOf(parseXml(String((await run('get', { options: { responseFormat: 'xml' } })).xml))),
		secrets: String(JSON.stringify(store.read(id)).split(SECRET).length - 1),
	});
	const before: Record<string, string> = await look();
	try {
		await run('update', { bodyMode: 'json', body: JSON.stringify(await run('get', { output: 'raw' })) });
	} catch (error) {
		return [(error as Error).message];
	}
	// The first read after a write of a patch policy is incomplete (jamf-behavior 11.51).
	if (resource === 'patchPolicy') await look();
	const after: Record<string, string> = await look();
	const paths = Object.keys({ ...before, ...after }).filter((path) => (before[path] ?? '') !== (after[path] ?? ''));
	return paths.map((path) => `${path}: ${before[path]} became ${after[path]}`);
}

/** Text by path; the texts of list entries are joined. */
function leavesOf(element: XmlElement, path = '', found: Record<string, string> = {}): Record<string, string> {
	if (element.children.length === 0) found[path] = path in found ? `${found[path]}, ${element.text}` : element.text;
	for (const child of element.children) leavesOf(child, `${path}/${child.name}`, found);
	return found;
}

test.each(UPDATABLE.map((resource) => [resource.value, resource] as const))(
	'%s: writing back the output of Get changes nothing',
	async (_, resource) => {
		const type = typeOf(resource);
		const found: string[] = [];
		for (const id of bench.simulator.state.classic.store(type.path).ids()) {
			found.push(...(await writeBack(resource, id, type)).map((each) => `${id} ${each}`));
		}
		expect(found).toEqual([]);
	},
);
