import { createLookupSource, type LookupSource } from '../../calls/resolveId';
import type { Dialect } from '../../calls/dialect';
import { findFields, findListable, findOperation } from '../../catalogue/find';
import type { OperationRow, ResourceRow } from '../../catalogue/types';

/** A way to find the object that a body describes. */
export interface MatchKey {
	mode: 'name' | 'serialNumber' | 'udid';
	label: string;
	/** Where the body contains the value. */
	path: string;
}

/** A resource with Create or Update. */
export interface Upsertable {
	resource: ResourceRow;
	create: OperationRow;
	update: OperationRow;
	objects: LookupSource;
	/** By name, and for devices by serial number or UDID. */
	keys: [MatchKey, ...MatchKey[]];
}

/** The sections of Classic objects that contain the name. */
const SECTIONS = ['', 'general.', 'connection.'];
const DEVICE_KEYS = [
	{ mode: 'serialNumber', label: 'Serial Number', paths: ['hardware.serialNumber', 'general.serial_number'] },
	{ mode: 'udid', label: 'UDID', paths: ['udid', 'general.udid'] },
] as const;

/**
 * What Create or Update needs of a resource, or the reason why it cannot have the operation; `undefined` if it cannot be created and
 * updated at all.
 */
export function findUpsertable(dialect: Dialect, resource: ResourceRow): Upsertable | string | undefined {
	const [create, update] = [findOperation(resource, 'create'), findOperation(resource, 'update')];
	if (create === undefined || update === undefined) return undefined;
	if (create.hidden === true || update.hidden === true) return 'Jamf replaced its Create or Update.';
	const listable = findListable(dialect.catalogue, resource.value);
	if (listable === undefined) return 'Its objects cannot be listed.';
	if (create.path !== undefined) return 'Create needs the ID of another object.';
	if (update.path?.length !== 1) return 'Update does not identify one object.';
	const names = findFields(dialect.fields(), resource.value, create.value)?.map(({ name }) => name) ?? [];
	const { titleField, lookups, paths } = listable.objects;
	const title = titleField.split('.').at(-1) ?? titleField;
	const name = [titleField, ...SECTIONS.map((section) => section + title)].find((each) => names.includes(each));
	if (name === undefined) return 'The body of Create does not contain the name.';
	const known = { ...lookups, ...paths };
	const devices = DEVICE_KEYS.flatMap(({ mode, label, paths: places }): MatchKey[] => {
		const path = Object.hasOwn(known, mode) ? places.find((each) => names.includes(each)) : undefined;
		return path === undefined ? [] : [{ mode, label, path }];
	});
	const keys: Upsertable['keys'] = [{ mode: 'name', label: 'Name', path: name }, ...devices];
	return { resource, create, update, objects: createLookupSource(dialect, listable), keys };
}
