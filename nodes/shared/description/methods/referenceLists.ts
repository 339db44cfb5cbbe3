import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { connect } from '../../calls/connect';
import type { Dialect } from '../../calls/dialect';
import { findReferenced } from '../../calls/references';
import { type LookupSource, readId, readObjects, readTitle } from '../../calls/resolveId';
import type { FieldRow } from '../../catalogue/types';
import { findObjectLists } from '../../parameters/objectLists';
import type { JamfClient } from '../../transport/client';
import { InputError } from '../../transport/errors/errors';
import { listMethodName } from '../fields/objectList';
import { loadOptionsWith } from './withClient';

/** In a longer list nobody finds anything, and n8n stores it in the workflow: the ID is typed instead. */
const MAX_OBJECTS = 500;
/** The editor renders every entry of a selection at once. */
const MAX_SELECTABLE = 1_000;
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
		const source = findReferenced(dialect, resource);
		const objects = source && (await readChoices(jamf, source, MAX_OBJECTS + 1));
		if (objects !== undefined && objects.length <= MAX_OBJECTS) lists.set(resource, objects);
	};
	await Promise.all([...resources].map(async (resource) => await read(resource).catch(() => undefined)));
	return lists;
}

async function readChoices(jamf: JamfClient, source: LookupSource, limit: number): Promise<INodePropertyOptions[]> {
	const objects = await readObjects(jamf, source, '', limit);
	return objects.map((object) => ({ name: readTitle(source, object), value: readId(source, object) }));
}

/** @throws InputError when the list is too long */
async function readSelectable(jamf: JamfClient, source: LookupSource): Promise<INodePropertyOptions[]> {
	const choices = await readChoices(jamf, source, MAX_SELECTABLE + 1);
	if (choices.length <= MAX_SELECTABLE) return choices;
	throw new InputError(
		`There are more than ${MAX_SELECTABLE.toLocaleString('en')} ${source.resource.plural}, too many for a list.`,
		'Enter their IDs with an expression, or as text where the form has a field for it.',
	);
}

type LoadOptions = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

/**
 * The methods that list the objects for fields with several IDs, one for each resource.
 *
 * @param further resources that hand-written forms list
 */
export function createObjectListMethods(
	dialect: Dialect,
	further: readonly string[] = [],
): Record<string, LoadOptions> {
	const rows = Object.values(dialect.fields()).flatMap((fields) => (typeof fields === 'string' ? [] : fields));
	const referenced = new Set([...findObjectLists(rows).map(({ of }) => of), ...further]);
	return Object.fromEntries(
		[...referenced].sort().flatMap((of): Array<[string, LoadOptions]> => {
			const source = findReferenced(dialect, of);
			if (source === undefined) return [];
			const { api, catalogue } = source.dialect;
			const read = async (jamf: JamfClient) => await readSelectable(jamf, source);
			return [
				[
					listMethodName(of),
					async function () {
						return await loadOptionsWith(this, { [api]: catalogue }, read);
					},
				],
			];
		}),
	);
}

/** Resources whose field can say that an object belongs to none of them: -1 (jamf-behavior 3.1). */
const OPTIONAL = new Set(['building', 'category', 'department', 'site']);

/** The choices of a field that refers to an object, or `undefined` if its ID is typed. */
export function listReferences({ of, required }: FieldRow, lists: ReferenceLists): INodePropertyOptions[] | undefined {
	const objects = of === undefined ? undefined : lists.get(of);
	if (of === undefined || objects === undefined) return undefined;
	// Whether other objects of the Classic API accept -1 is not known.
	const isOptional = OPTIONAL.has(of) || (required !== true && !of.startsWith('classic.'));
	const isNone = objects.some(({ value }) => value === '-1');
	return isOptional && !isNone ? [{ name: 'None', value: '-1' }, ...objects] : objects;
}
