import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { connect } from '../../calls/connect';
import type { Dialect } from '../../calls/dialect';
import { createLookupSource, readId, readObjects, readTitle } from '../../calls/resolveId';
import { findListable } from '../../catalogue/find';
import type { FieldRow } from '../../catalogue/types';

/** In a longer list nobody finds anything, and n8n stores it in the workflow: the ID is typed instead. */
const MAX_OBJECTS = 500;
/** A form must not wait for a server that does not respond. */
const TIMEOUT_MS = 15_000;

/** The objects that can be chosen, by resource. */
type ReferenceLists = ReadonlyMap<string, INodePropertyOptions[]>;

/** Reads the lists of the objects that fields refer to, without those that are too long or cannot be read, such as for lack of a privilege. */
export async function readReferenceLists(
	context: ILoadOptionsFunctions,
	dialect: Dialect,
	fields: readonly FieldRow[],
): Promise<ReferenceLists> {
	const resources = new Set(fields.flatMap(({ of }) => of ?? []));
	const lists = new Map<string, INodePropertyOptions[]>();
	if (resources.size === 0) return lists;
	const jamf = await connect(context).then(
		({ client }) => client(TIMEOUT_MS),
		() => undefined,
	);
	if (jamf === undefined) return lists;
	const read = async (resource: string) => {
		const listable = findListable(dialect.catalogue, resource);
		if (listable === undefined) return;
		const source = createLookupSource(dialect, listable);
		const objects = await readObjects(jamf, source, '', MAX_OBJECTS + 1);
		if (objects.length > MAX_OBJECTS) return;
		const options = objects.map((object) => ({ name: readTitle(source, object), value: readId(source, object) }));
		lists.set(resource, options);
	};
	await Promise.all([...resources].map(async (resource) => await read(resource).catch(() => undefined)));
	return lists;
}

/** Resources whose field can say that an object belongs to none of them: -1 (jamf-behavior 3.1). */
const OPTIONAL = new Set(['building', 'category', 'department', 'site']);

/** The choices of a field that refers to an object, or `undefined` if its ID is typed. */
export function listReferences({ of, required }: FieldRow, lists: ReferenceLists): INodePropertyOptions[] | undefined {
	const objects = of === undefined ? undefined : lists.get(of);
	if (of === undefined || objects === undefined) return undefined;
	const isOptional = required !== true || OPTIONAL.has(of);
	const isNone = objects.some(({ value }) => value === '-1');
	return isOptional && !isNone ? [{ name: 'None', value: '-1' }, ...objects] : objects;
}
