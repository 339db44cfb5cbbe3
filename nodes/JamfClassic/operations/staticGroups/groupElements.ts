import {
	assertObject,
	type Entry,
	fillPath,
	type Group,
	type JamfClient,
	type MemberChange,
	type MemberKey,
	type OperationRow,
	readList,
	readObject,
	type ResourceRow,
} from '../../../shared/operations/kit';
import { dialect } from '../../dialect';

/** The rows and the elements of a group. */
export interface GroupElements {
	resource: ResourceRow;
	get: OperationRow;
	update: OperationRow;
	/** `computers` */
	list: string;
	/** `computer` */
	entry: string;
}

/** Reads a group with its members. */
export async function readGroup(jamf: JamfClient, { resource, get, list }: GroupElements, id: string): Promise<Group> {
	const response = await readObject(jamf, dialect, resource, get, [id]);
	// A response without a name is not a group and must not be mistaken for one without members.
	const object = assertObject<Entry & { name: string }>(response, 200, { name: 'string' });
	const members = Array.isArray(object[list]) ? (object[list] as Entry[]) : [];
	return { id, name: object.name, isSmart: object.is_smart === true, members };
}

/** Updates the members of a group. Omitted elements are kept (jamf-behavior 5.2). */
export async function writeGroup(
	jamf: JamfClient,
	{ resource, update, list, entry }: GroupElements,
	id: string,
	{ key, add, remove, all }: MemberChange,
): Promise<void> {
	const value =
		all === undefined
			? {
					...(add.length > 0 && { [`${entry}_additions`]: toEntries(key, add) }),
					...(remove.length > 0 && { [`${entry}_deletions`]: toEntries(key, remove) }),
				}
			: { [list]: toEntries(key, all) };
	const content = await dialect.encodeBody(value, update, resource);
	const { read } = dialect.decoderFor(update, resource);
	await jamf.send({ api: 'classic', method: 'PUT', path: fillPath(update.routes[0].path, [id]), ...content }, read);
}

function toEntries({ field, mode }: MemberKey, values: readonly string[]): Entry[] {
	return values.map((value) => ({ [field]: mode === 'id' ? Number(value) : value }));
}

/** Reads the list of all members. */
export async function readMembers(
	jamf: JamfClient,
	{ row, resource }: { row: OperationRow; resource: ResourceRow },
): Promise<Entry[]> {
	const path = fillPath(row.routes[0].path, []);
	const request = { api: dialect.api, path, limit: Infinity, ...dialect.decoderFor(row, resource) };
	return (await readList(jamf, row.list ?? { kind: 'array' }, request)) as Entry[];
}
