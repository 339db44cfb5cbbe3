import {
	classic,
	classicElements,
	type ElementRow,
	fillPath,
	findElements,
	findOperation,
	type ItemParameters,
	type JamfClient,
	type OperationRow,
	readObject,
	type ResourceRow,
	sendEncoded,
	unexpectedResponse,
} from '../../../shared/operations/kit';
import { dialect } from '../../dialect';

/** A resource whose objects have a writable scope. */
export interface ScopedResource {
	resource: ResourceRow;
	get: OperationRow;
	update: OperationRow;
	rows: ElementRow[];
	/** Elements of the scope: lists of targets, limitations, exclusions. */
	scope: ElementRow[];
}

/** A scope in the format that Get returns. */
export type Scope = Record<string, unknown>;

/** All resources with a writable scope. */
export function scopedResources(): ScopedResource[] {
	return classic.resources.flatMap((resource) => {
		const [get, update] = [findOperation(resource, 'get'), findOperation(resource, 'update')];
		const rows = findElements(classicElements(), resource.value, 'update');
		const scope = rows?.find(({ name }) => name === 'scope')?.of;
		if (get === undefined || update === undefined || rows === undefined || scope === undefined) return [];
		return [{ resource, get, update, rows, scope }];
	});
}

/** Reads the scope of an object, without the other sections if the server supports that. */
export async function readScope(jamf: JamfClient, { resource, get }: ScopedResource, id: string): Promise<Scope> {
	const [{ method, path, ...route }] = get.routes;
	const subset = get.subsets?.includes('Scope') === true ? '/subset/Scope' : '';
	const row: OperationRow = { ...get, routes: [{ method, path: path + subset, ...route }] };
	const { scope } = (await readObject(jamf, dialect, resource, row, [id])) as { scope?: unknown };
	if (typeof scope === 'object' && scope !== null) return scope as Scope;
	throw unexpectedResponse(`The response does not contain the scope of this ${resource.noun}.`, 200);
}

/** Writes the scope without the other sections. Parts that are not in the rows are sent back unchanged. */
export async function writeScope(
	jamf: JamfClient,
	{ resource, update }: ScopedResource,
	id: string,
	scope: Scope,
	item: ItemParameters,
): Promise<void> {
	const content = await dialect.encodeBody({ scope }, update, resource, item, { jamf, ids: [id] });
	const { read } = dialect.decoderFor(update, resource);
	const path = fillPath(update.routes[0].path, [id]);
	await sendEncoded(content, async (encoded) => {
		await jamf.send({ api: 'classic', method: 'PUT', path, ...encoded }, read);
	});
}
