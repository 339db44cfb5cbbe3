import type { INodeParameters } from 'n8n-workflow';
import { findListable } from '../nodes/shared/catalogue/find';
import { classic, pro } from '../nodes/shared/catalogue/lookup';
import type { OperationRow, ResourceRow } from '../nodes/shared/catalogue/types';
import { JamfClassic } from '../nodes/JamfClassic/JamfClassic.node.ts';
import { JamfPro } from '../nodes/JamfPro/JamfPro.node.ts';
import { JAMF_CLASSIC, JAMF_PRO } from './engine';
import { fillClassicForm } from './forms/classicForm';
import { fillProForm, filterFor } from './forms/proForm';
import { locator, type TestBench } from './testBench';

interface Subject {
	type: string;
	resource: ResourceRow;
	row: OperationRow;
}

export interface GeneratedNode {
	name: string;
	type: string;
	parameters: INodeParameters;
}

/** Every operation of both nodes with a row, shuffled by a seed. */
export function listSubjects(random: () => number): Subject[] {
	const all = [[JAMF_PRO, pro] as const, [JAMF_CLASSIC, classic] as const].flatMap(([type, { resources }]) =>
		resources.flatMap((resource) => resource.operations.map((row) => ({ type, resource, row }))),
	);
	return all
		.map((subject) => ({ subject, order: random() }))
		.sort((a, b) => a.order - b.order)
		.map(({ subject }) => subject);
}

/** Whether a server has a route of the operation. */
export function isServed({ simulator }: TestBench, { type, row }: Subject): boolean {
	const root = type === JAMF_PRO ? '/api' : '/JSSResource';
	const shape = (path: string) => path.replace(/\{[^}]+\}/g, '{}');
	return row.routes.some(({ method, path }) =>
		simulator.routes.some((route) => route.method === method && shape(route.path) === shape(root + path)),
	);
}

/** A node for an operation, whose objects are chosen by ID, from the list or by name. */
export async function generateNode(bench: TestBench, subject: Subject, random: () => number): Promise<GeneratedNode> {
	const { type, resource, row } = subject;
	const idsOf = async (of: string) => (await listObjects(bench, type, of)).map(({ id }) => id);
	const filled =
		type === JAMF_PRO
			? (await fillProForm(resource, row, { idsOf, idToDelete: async (of) => (await idsOf(of)).at(-1) ?? '1' }))
					.parameters
			: fillClassicForm(resource, row).parameters;
	const parameters: INodeParameters = { resource: resource.value, operation: row.value, ...filled };
	for (const { name, as = name, of } of row.path ?? []) {
		if (of === undefined || findListable(type === JAMF_PRO ? pro : classic, of) === undefined) continue;
		const objects = await listObjects(bench, type, of);
		const chosen = (parameters[as] as { value?: string }).value;
		const title = objects.find(({ id }) => id === chosen)?.title ?? '';
		const isUnique = title !== '' && objects.filter((each) => each.title === title).length === 1;
		const mode = (['id', 'list', isUnique ? 'name' : 'list'] as const)[Math.floor(random() * 3)] ?? 'id';
		parameters[as] = locator(mode, mode === 'name' ? title : (chosen ?? '1'));
	}
	return { name: `${resource.value}.${row.value}`, type, parameters };
}

const cache = new WeakMap<TestBench, Map<string, Promise<Array<{ id: string; title: string }>>>>();

/** The objects of a resource as the administrator sees them. */
async function listObjects(bench: TestBench, type: string, of: string) {
	const known = cache.get(bench) ?? new Map<string, Promise<Array<{ id: string; title: string }>>>();
	cache.set(bench, known);
	const key = `${type} ${of}`;
	const listing = known.get(key) ?? readObjects(bench, type, of);
	known.set(key, listing);
	return await listing;
}

async function readObjects(bench: TestBench, type: string, of: string) {
	const listable = findListable(type === JAMF_PRO ? pro : classic, of);
	if (listable === undefined) return ['1', '2', '3'].map((id) => ({ id, title: '' }));
	const { operation, objects } = listable;
	const chosen = {
		resource: of,
		operation: operation.value,
		returnAll: true,
		output: 'raw',
		...filterFor(operation),
	};
	const run = await bench.engine.runNode(type, chosen);
	if (run.error !== undefined) return [{ id: '1', title: '' }];
	const at = (row: object, path: string) =>
		path.split('.').reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], row);
	return run.json.map((row) => ({
		id: String(at(row, objects.idField ?? 'id')),
		title: String(at(row, objects.titleField) ?? ''),
	}));
}

const FILE = { data: Buffer.from('content').toString('base64'), mimeType: 'text/csv', fileName: 'a.csv' };

/** Runs a node and opens its lists, as its author does in the editor. */
export async function useNode(bench: TestBench, { type, parameters }: GeneratedNode): Promise<void> {
	const { listSearch } = (type === JAMF_PRO ? new JamfPro() : new JamfClassic()).methods;
	const { resources } = type === JAMF_PRO ? pro : classic;
	const row = resources
		.find(({ value }) => value === parameters.resource)
		?.operations.find(({ value }) => value === parameters.operation);
	for (const { name, as = name, of = '' } of row?.path ?? []) {
		const { mode } = (parameters[as] ?? {}) as { mode?: string };
		const search = listSearch[`search${of.charAt(0).toUpperCase()}${of.slice(1)}`];
		if (mode !== 'list' || search === undefined) continue;
		const context = bench.engine.loadOptions(type, parameters) as unknown as ThisParameterType<typeof search>;
		await search.call(context).catch(() => undefined);
	}
	await bench.engine.runNode(type, parameters, { input: [{ json: {}, binary: { data: FILE, file: FILE } }] });
}

/** Requests that the server refused for a missing privilege. */
export function listRefusals({ simulator }: TestBench): string[] {
	return simulator.journal
		.filter(({ path, status }) => status === 403 || (status === 401 && path.startsWith('/JSSResource/')))
		.map(({ method, path, status }) => `${method} ${path} ${status}`);
}
