import {
	classic,
	classicElements,
	type ElementRow,
	fillPath,
	findElements,
	findOperation,
	type JamfClient,
	type OperationRow,
	readObject,
	type ResourceRow,
	unexpectedResponse,
} from '../../../shared/operations/kit';
import { dialect } from '../../dialect';
import { serializeDocument } from '../../xml/serializeDocument';

/** A resource whose objects have a scope that can be written. */
export interface ScopedResource {
	resource: ResourceRow;
	get: OperationRow;
	update: OperationRow;
	rows: ElementRow[];
	/** Elements of the scope: lists of targets, limitations, exclusions. */
	scope: ElementRow[];
}

/** Objects of the scope as reading gives them. */
export type Scope = Record<string, unknown>;

/** All such resources. */
export function scopedResources(): ScopedResource[] {
	return classic.resources.flatMap((resource) => {
		const [get, update] = [findOperation(resource, 'get'), findOperation(resource, 'update')];
		const rows = findElements(classicElements(), resource.value, 'update');
		const scope = rows?.find(({ name }) => name === 'scope')?.of;
		if (get === undefined || update === undefined || rows === undefined || scope === undefined) return [];
		return [{ resource, get, update, rows, scope }];
	});
}

/** The scope of an object; where the server can, without the rest of it. */
export async function readScope(jamf: JamfClient, { resource, get }: ScopedResource, id: string): Promise<Scope> {
	const [{ method, path, ...route }] = get.routes;
	const subset = get.subsets?.includes('Scope') === true ? '/subset/Scope' : '';
	const row: OperationRow = { ...get, routes: [{ method, path: path + subset, ...route }] };
	const { scope } = (await readObject(jamf, dialect, resource, row, [id])) as { scope?: unknown };
	if (typeof scope === 'object' && scope !== null) return scope as Scope;
	throw unexpectedResponse(`The server tells no scope of this ${resource.noun}.`, 200);
}

/** Writes the scope and nothing else: payloads of profiles decay when they are sent again (jamf-behavior 5.7). */
export async function writeScope(jamf: JamfClient, scoped: ScopedResource, id: string, scope: Scope): Promise<void> {
	const { resource, update, rows } = scoped;
	const target = { root: resource.root ?? '', rows, isNew: false, sendUnknown: true };
	await jamf.send(
		{
			api: 'classic',
			method: 'PUT',
			path: fillPath(update.routes[0].path, [id]),
			headers: { 'content-type': 'application/xml' },
			body: serializeDocument({ scope }, target),
		},
		dialect.decoderFor(update, resource).read,
	);
}
