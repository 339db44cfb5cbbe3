import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { JournalEntry } from '../../simulator';
import { JAMF_CLASSIC, JAMF_PRO, type NodeRun } from '../../harness/engine';
import { locator, type TestBench } from '../../harness/testBench';
import { webhookSetUp } from './webhookSetUp';

/** A request of one scenario; its `mark` is a text that no other scenario uses. */
export interface Call {
	node: string;
	parameters: INodeParameters;
	input?: INodeExecutionData[];
	/** For what n8n runs outside of an execution, instead of running the node. */
	run?: (parameters: INodeParameters) => Promise<NodeRun>;
	/** Whether the items of a successful run are correct. */
	isCorrect: (run: NodeRun) => boolean;
	/** For a write: its entries in the journal. */
	writes?: (journal: readonly JournalEntry[]) => JournalEntry[];
}

/** A column of the matrix. */
export interface RequestKind {
	name: string;
	/** The request that meets the fault. */
	target: { method: string; path: RegExp };
	/** Whether the request changes something: it must not be repeated when that may have happened. */
	changes: boolean;
	/** Whether n8n already reads the response as a stream when the fault occurs, so that it cannot be repeated. */
	streams?: true;
	/** Whether the fault hits the token exchange. */
	signsIn?: true;
	prepare: (bench: TestBench, mark: string) => Call;
}

const pro = (resource: string, operation: string, parameters: INodeParameters = {}) => ({
	node: JAMF_PRO,
	parameters: { resource, operation, ...parameters },
});

const byFields = (value: INodeParameters): INodeParameters => ({
	bodyMode: 'fields',
	fields: { mappingMode: 'defineBelow', value },
});

const to = (method: string, path: RegExp, mark?: string) => (journal: readonly JournalEntry[]) =>
	journal.filter(
		(entry) => entry.method === method && path.test(entry.path) && (mark === undefined || entry.mark === mark),
	);

const newBuilding = ({ simulator }: TestBench, name: string): string =>
	String(simulator.state.buildings.insert((id) => ({ id, name, city: 'Berlin' })).id);

const names = ({ simulator }: TestBench) => simulator.state.buildings.values().map(({ name }) => name);

const COMPUTERS = 230;

const readOne: RequestKind['prepare'] = () => ({
	...pro('building', 'get', { id: locator('id', '1') }),
	isCorrect: ({ json }) => json.length === 1 && json[0]?.id === '1',
});

const readPages: RequestKind['prepare'] = () => ({
	...pro('computer', 'getAll', { returnAll: true, output: 'simplified' }),
	isCorrect: ({ json }) =>
		json.map(({ id }) => id).join() === Array.from({ length: COMPUTERS }, (_, index) => index + 1).join(),
});

const create: RequestKind['prepare'] = (bench, mark) => ({
	...pro('building', 'create', byFields({ name: mark })),
	isCorrect: ({ json }) => typeof json[0]?.id === 'string' && names(bench).includes(mark),
	writes: to('POST', /\/buildings$/, mark),
});

const createAndRead: RequestKind['prepare'] = (bench, mark) => {
	const call = create(bench, mark);
	return {
		...call,
		parameters: { ...call.parameters, options: { returnFullRecord: true } },
		isCorrect: ({ json }) => json[0]?.name === mark,
	};
};

const update: RequestKind['prepare'] = (bench, mark) => {
	const id = newBuilding(bench, mark);
	return {
		...pro('building', 'update', { id: locator('id', id), ...byFields({ streetAddress1: `${mark} street` }) }),
		isCorrect: () => {
			const building = bench.simulator.state.buildings.read(Number(id));
			return building?.name === mark && building.city === 'Berlin' && building.streetAddress1 === `${mark} street`;
		},
		writes: to('PUT', /\/buildings\/\d+$/, mark),
	};
};

const remove: RequestKind['prepare'] = (bench, mark) => {
	const id = newBuilding(bench, mark);
	return {
		...pro('building', 'delete', { id: locator('id', id) }),
		isCorrect: ({ json }) => json[0]?.deleted === true && !names(bench).includes(mark),
		writes: to('DELETE', new RegExp(`/buildings/${id}$`)),
	};
};

const classicWrite: RequestKind['prepare'] = (bench, mark) => ({
	node: JAMF_CLASSIC,
	parameters: {
		resource: 'apiRequest',
		operation: 'send',
		method: 'POST',
		path: '/categories/id/0',
		bodyKind: 'json',
		json: JSON.stringify({ category: { name: mark } }),
	},
	isCorrect: () => bench.simulator.state.categories.values().some(({ name }) => name === mark),
	writes: to('POST', /\/categories\/id\/0$/, mark),
});

/** Larger than one packet. */
const FILE = Buffer.alloc(100_000, 7).toString('base64');

const upload: RequestKind['prepare'] = (bench, mark) => ({
	...pro('icon', 'upload', { binaryPropertyName: 'data' }),
	input: [{ json: {}, binary: { data: { data: FILE, mimeType: 'image/png', fileName: `${mark}.png` } } }],
	isCorrect: () =>
		bench.simulator.state.icons
			.values()
			.some(({ name, content }) => name === `${mark}.png` && content.length === 100_000),
	writes: to('POST', /\/icon$/, mark),
});

const download: RequestKind['prepare'] = () => ({
	...pro('icon', 'download', { id: '1' }),
	isCorrect: ({ items }) =>
		Buffer.from(items[0]?.binary?.data?.data ?? '', 'base64')
			.subarray(1, 4)
			.toString() === 'PNG',
});

const struck = (method: string, path: RegExp) => ({ method, path });
const TOKEN = struck('POST', /\/oauth\/token$/);

/** The columns. */
export const REQUESTS: readonly RequestKind[] = [
	{ name: 'read', target: struck('GET', /\/buildings\/\d+$/), changes: false, prepare: readOne },
	{
		name: 'first page',
		target: struck('GET', /computers-inventory\?.*page=0(&|$)/),
		changes: false,
		prepare: readPages,
	},
	{
		name: 'later page',
		target: struck('GET', /computers-inventory\?.*page=1(&|$)/),
		changes: false,
		prepare: readPages,
	},
	{ name: 'create', target: struck('POST', /\/buildings$/), changes: true, prepare: create },
	{ name: 're-read', target: struck('GET', /\/buildings\/\d+$/), changes: false, prepare: createAndRead },
	{ name: 'update', target: struck('PUT', /\/buildings\/\d+$/), changes: true, prepare: update },
	{ name: 'read for update', target: struck('GET', /\/buildings\/\d+$/), changes: false, prepare: update },
	{ name: 'delete', target: struck('DELETE', /\/buildings\/\d+$/), changes: true, prepare: remove },
	{ name: 'Classic write', target: struck('POST', /\/categories\/id\/0$/), changes: true, prepare: classicWrite },
	{ name: 'upload', target: struck('POST', /\/icon$/), changes: true, prepare: upload },
	{ name: 'download', target: struck('GET', /\/icon\/download\/1/), changes: false, streams: true, prepare: download },
	{
		name: 'webhook check',
		target: struck('GET', /\/webhooks$/),
		changes: false,
		prepare: webhookSetUp('checkExists'),
	},
	{
		name: 'webhook create',
		target: struck('POST', /\/webhooks\/id\/0$/),
		changes: true,
		prepare: webhookSetUp('create'),
	},
	{
		name: 'webhook re-read',
		target: struck('GET', /\/webhooks\/id\/\d+$/),
		changes: false,
		prepare: webhookSetUp('createAndRead'),
	},
	{
		name: 'webhook update',
		target: struck('PUT', /\/webhooks\/id\/\d+$/),
		changes: true,
		prepare: webhookSetUp('update'),
	},
	{
		name: 'webhook delete',
		target: struck('DELETE', /\/webhooks\/id\/\d+$/),
		changes: true,
		prepare: webhookSetUp('delete'),
	},
	{ name: 'token, read', target: TOKEN, changes: false, signsIn: true, prepare: readOne },
	{ name: 'token, write', target: TOKEN, changes: false, signsIn: true, prepare: create },
];

/** The fleet that the paged reads expect: three pages. */
export const FLEET = { computers: COMPUTERS };
