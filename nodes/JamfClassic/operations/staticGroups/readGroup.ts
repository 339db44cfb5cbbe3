import {
	assertObject,
	createLookupSource,
	fillPath,
	findOperation,
	InputError,
	type ItemParameters,
	type JamfClient,
	readObject,
	resolveId,
} from '../../../shared/operations/kit';
import { dialect } from '../../dialect';
import type { GroupType } from './groupTypes';

export type Entry = Record<string, unknown>;

interface Group {
	id: string;
	name: string;
	isSmart: boolean;
	members: Entry[];
}

/** Reads the selected group with its members. */
export async function readGroup(jamf: JamfClient, { group, list }: GroupType, item: ItemParameters): Promise<Group> {
	const id = await resolveId(jamf, createLookupSource(dialect, group), item.locator('id'));
	const get = findOperation(group.resource, 'get');
	if (get === undefined) throw new TypeError(`no row ${group.resource.value}.get`);
	const response = await readObject(jamf, dialect, group.resource, get, [id]);
	// A response without a name is not a group and must not be mistaken for one without members.
	const object = assertObject<Entry & { name: string }>(response, 200, { name: 'string' });
	const members = Array.isArray(object[list]) ? (object[list] as Entry[]) : [];
	return { id, name: object.name, isSmart: object.is_smart === true, members };
}

/** Reads a group to change it. @throws InputError for a smart group, because its members come from its criteria */
export async function readStaticGroup(jamf: JamfClient, kind: GroupType, item: ItemParameters): Promise<Group> {
	const group = await readGroup(jamf, kind, item);
	if (!group.isSmart) return group;
	throw new InputError(
		`The group "${group.name}" (ID ${group.id}) is a smart group. Its members come from its criteria.`,
		'Nothing was sent. Choose a static group, or change the criteria with Update.',
	);
}

/** Updates a group. Omitted elements are kept (jamf-behavior 5.2). */
export async function writeGroup(jamf: JamfClient, { group }: GroupType, id: string, value: Entry): Promise<void> {
	const update = findOperation(group.resource, 'update');
	if (update === undefined) throw new TypeError(`no row ${group.resource.value}.update`);
	const content = await dialect.encodeBody(value, update, group.resource);
	const { read } = dialect.decoderFor(update, group.resource);
	await jamf.send({ api: 'classic', method: 'PUT', path: fillPath(update.routes[0].path, [id]), ...content }, read);
}
