import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../../simulator';
import { JAMF_CLASSIC, JAMF_PRO } from '../../harness/engine';
import { locator } from '../../harness/testBench';

/** One operation for many items. */
export interface Job {
	name: string;
	/** Weight among all jobs. */
	share: number;
	node: string;
	parameters: INodeParameters;
	/** An input item; `mark` occurs in what it writes and nowhere else. */
	createInput: (simulator: Simulator, mark: string) => INodeExecutionData;
	/** Whether the output items of one input item are correct. */
	isCorrect: (out: INodeExecutionData[], given: IDataObject) => boolean;
	/** How to find the writes of an item: by its mark, or by a path of its own. */
	writes?: { method: string; path?: (given: IDataObject) => string };
	/** Whether the server has stored what the item wrote. */
	isStored?: (simulator: Simulator, mark: string, given: IDataObject) => boolean;
}

const pro = (resource: string, operation: string, parameters: INodeParameters) => ({
	node: JAMF_PRO,
	parameters: { resource, operation, ...parameters },
});
const byFields = (value: INodeParameters): INodeParameters => ({
	bodyMode: 'fields',
	fields: { mappingMode: 'defineBelow', value },
});
const classic = (parameters: INodeParameters) => ({
	node: JAMF_CLASSIC,
	parameters: { resource: 'apiRequest', operation: 'send', ...parameters },
});

const pickId = (mark: string, most: number) => 1 + (Number(mark.split('-')[2]) % most);
const id = locator('id', '={{ $json.id }}');
const singleJson = (out: INodeExecutionData[]): IDataObject => (out.length === 1 ? (out[0]?.json ?? {}) : {});
const building = ({ state }: Simulator, given: IDataObject) => state.buildings.read(Number(given.id));

/** Creates a building that no other item uses; its name is not the mark. */
const createBuilding = ({ state }: Simulator, mark: string): INodeExecutionData => {
	const name = `Building ${mark.split('-')[2]}`;
	const made = state.buildings.insert((newId) => ({ id: newId, name, city: 'Berlin' }));
	return { json: { id: String(made.id), name, mark } };
};

const FILE = Buffer.alloc(3_000, 7);
const LISTED = 120;

export const FLEET = { computers: 150 };

export const JOBS: readonly Job[] = [
	{
		name: 'read',
		share: 26,
		...pro('building', 'get', { id }),
		createInput: (_, mark) => ({ json: { id: String(pickId(mark, 5)) } }),
		isCorrect: (out, given) => singleJson(out).id === given.id,
	},
	{
		name: 'read by name',
		share: 6,
		...pro('building', 'get', { id: locator('name', '={{ $json.name }}') }),
		createInput: createBuilding,
		isCorrect: (out, given) => singleJson(out).id === given.id,
	},
	{
		name: 'list',
		share: 5,
		...pro('computer', 'getAll', { limit: LISTED, output: 'simplified', options: { pageSize: 50 } }),
		createInput: () => ({ json: {} }),
		isCorrect: (out) => out.length === LISTED && out.every(({ json }, index) => json.id === String(index + 1)),
	},
	{
		name: 'create',
		share: 12,
		...pro('building', 'create', byFields({ name: '={{ $json.mark }}' })),
		createInput: (_, mark) => ({ json: { mark } }),
		isCorrect: (out) => typeof singleJson(out).id === 'string',
		writes: { method: 'POST' },
		isStored: ({ state }, mark) => state.buildings.values().some(({ name }) => name === mark),
	},
	{
		name: 'update',
		share: 12,
		...pro('building', 'update', { id, ...byFields({ streetAddress1: '={{ $json.mark }}' }) }),
		createInput: createBuilding,
		isCorrect: (out, given) => singleJson(out).id === given.id,
		writes: { method: 'PUT' },
		isStored: (simulator, mark, given) => {
			const held = building(simulator, given);
			return held?.name === given.name && held?.city === 'Berlin' && held.streetAddress1 === mark;
		},
	},
	{
		name: 'note',
		share: 10,
		...pro('building', 'addHistoryNote', { id, note: '={{ $json.mark }}' }),
		createInput: createBuilding,
		isCorrect: (out) => out.length === 1,
		writes: { method: 'POST' },
	},
	{
		name: 'delete',
		share: 8,
		...pro('building', 'delete', { id }),
		createInput: createBuilding,
		isCorrect: (out) => singleJson(out).deleted === true,
		writes: { method: 'DELETE', path: (given) => `/api/v1/buildings/${String(given.id)}` },
		isStored: (simulator, _, given) => building(simulator, given) === undefined,
	},
	{
		name: 'Classic read',
		share: 6,
		...classic({ method: 'GET', path: '=/categories/id/{{ $json.id }}' }),
		createInput: (_, mark) => ({ json: { id: pickId(mark, 6) } }),
		isCorrect: (out, given) => Object(singleJson(out).category).id === given.id,
	},
	{
		name: 'Classic write',
		share: 8,
		...classic({
			method: 'POST',
			path: '/categories/id/0',
			bodyKind: 'json',
			json: '={{ JSON.stringify({ category: { name: $json.mark } }) }}',
		}),
		createInput: (_, mark) => ({ json: { mark } }),
		isCorrect: (out) => out.length === 1,
		writes: { method: 'POST' },
		isStored: ({ state }, mark) => state.categories.values().some(({ name }) => name === mark),
	},
	{
		name: 'upload',
		share: 4,
		...pro('icon', 'upload', { binaryPropertyName: 'data' }),
		createInput: (_, mark) => ({
			json: { mark },
			binary: { data: { data: FILE.toString('base64'), mimeType: 'image/png', fileName: `${mark}.png` } },
		}),
		isCorrect: (out) => typeof singleJson(out).id === 'number',
		writes: { method: 'POST' },
		isStored: ({ state }, mark) =>
			state.icons.values().some(({ name, content }) => name === `${mark}.png` && FILE.equals(content)),
	},
	{
		name: 'download',
		share: 3,
		...pro('icon', 'download', { id: '1' }),
		createInput: () => ({ json: {} }),
		isCorrect: (out) =>
			Buffer.from(out[0]?.binary?.data?.data ?? '', 'base64')
				.subarray(1, 4)
				.toString() === 'PNG',
	},
];
