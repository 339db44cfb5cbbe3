import type { IDataObject } from 'n8n-workflow';
import { findListable, findOperation } from '../../nodes/shared/catalogue/find';
import { classic, pro } from '../../nodes/shared/catalogue/lookup';
import type { Api } from '../../nodes/shared/transport/types';
import { JAMF_CLASSIC, JAMF_PRO } from '../engine';
import { filterFor, type FormObjects } from '../forms/proForm';
import { locator, type TestBench } from '../testBench';

/** An object of a server, as its administrator sees it. */
interface ListedObject {
	id: string;
	title: string;
	row: IDataObject;
}

const cache = new WeakMap<TestBench, Map<string, Promise<ListedObject[]>>>();

/** The objects of a resource that can be listed. They are read once. */
export async function listObjects(bench: TestBench, api: Api, of: string): Promise<ListedObject[]> {
	const known = cache.get(bench) ?? new Map<string, Promise<ListedObject[]>>();
	cache.set(bench, known);
	const listing = known.get(`${api} ${of}`) ?? readObjects(bench, api, of);
	known.set(`${api} ${of}`, listing);
	return await listing;
}

async function readObjects(bench: TestBench, api: Api, of: string): Promise<ListedObject[]> {
	const listable = findListable(api === 'pro' ? pro : classic, of);
	if (listable === undefined) return ['1', '2', '3'].map((id) => ({ id, title: '', row: {} }));
	const { operation, objects, list } = listable;
	const chosen = {
		...{ resource: of, operation: operation.value, returnAll: true, output: 'raw' },
		...(list.sections !== undefined && { sections: list.sections }),
		...filterFor(operation),
	};
	const run = await bench.engine.runNode(api === 'pro' ? JAMF_PRO : JAMF_CLASSIC, chosen);
	if (run.error !== undefined) return [{ id: '1', title: '', row: {} }];
	return run.json.map((row) => ({
		id: String(valueAt(row, objects.idField ?? 'id')),
		title: String(valueAt(row, objects.titleField) ?? ''),
		row,
	}));
}

/** The objects of the Jamf Pro API that forms refer to. */
export function objectsOf(bench: TestBench): FormObjects {
	const idsOf = async (of: string) => (await listObjects(bench, 'pro', of)).map(({ id }) => id);
	return { idsOf, idToDelete: async (of) => (await idsOf(of)).at(-1) ?? '1' };
}

/** The elements of a Classic object that identify it. */
const ELEMENTS: Record<string, string[]> = {
	bundleId: ['general.bundle_id', 'bundle_id'],
	email: ['email', 'email_address'],
	extension: ['extension'],
	invitation: ['general.invitation', 'invitation'],
	macAddress: ['general.mac_address', 'general.wifi_mac_address'],
	serialNumber: ['general.serial_number'],
	udid: ['general.udid'],
	uuid: ['general.uuid'],
};

/** The ways to choose an object in a resource locator: modes with their values. */
export async function listLocators(
	bench: TestBench,
	api: Api,
	of: string,
	id: string,
): Promise<Array<[mode: string, value: string]>> {
	const objects = await listObjects(bench, api, of);
	const title = objects.find((each) => each.id === id)?.title ?? '';
	const isUnique =
		title !== '' && objects.filter((each) => each.title.toLowerCase() === title.toLowerCase()).length === 1;
	const row = objects.find((each) => each.id === id)?.row;
	const listable = findListable(api === 'pro' ? pro : classic, of);
	const lookups = Object.entries(listable?.objects.lookups ?? {}).map(([mode, field]) => [mode, valueAt(row, field)]);
	const modes = Object.keys(listable?.objects.paths ?? {});
	const whole = modes.length === 0 ? undefined : await readWhole(bench, of, id);
	const paths = modes.map((mode) => [
		mode,
		ELEMENTS[mode]?.map((path) => valueAt(whole, path)).find((value) => value !== undefined),
	]);
	const known = [...lookups, ...paths].filter(
		(each): each is [string, string] => typeof each[1] === 'string' && each[1] !== '',
	);
	return [['id', id], ['list', id], ...(isUnique ? [['name', title] as [string, string]] : []), ...known];
}

async function readWhole(bench: TestBench, resource: string, id: string): Promise<IDataObject | undefined> {
	if (findOperation(findListable(classic, resource)?.resource, 'get') === undefined) return undefined;
	const run = await bench.classic({ resource, operation: 'get', id: locator('id', id), output: 'raw' });
	return run.error === undefined ? run.json[0] : undefined;
}

function valueAt(row: unknown, path: string): unknown {
	return path.split('.').reduce<unknown>((value, part) => (value as IDataObject | undefined)?.[part], row);
}
