import {
	assertKnownNames,
	expectObject,
	InputError,
	type ItemParameters,
	type JamfClient,
	path,
	ResponseError,
	sends,
	type Settings,
} from '../../../shared/operations/kit';

/** The request for the list of privileges, in the editor and to check them. */
export const listPrivilegeNames = sends('pro', 'GET', '/v1/api-role-privileges', 'lists the privileges');

/** Reads a response with privilege names. */
export const PRIVILEGES = expectObject<{ privileges: string[] }>({ privileges: 'string[]' });

/** All privilege names of the server; they differ between versions (jamf-behavior 8). */
export async function readPrivileges(jamf: JamfClient): Promise<string[]> {
	return (await jamf.get(path`/v1/api-role-privileges`, { read: PRIVILEGES })).privileges;
}

/** The privileges from the form. @throws InputError for blank text: an expression without a result must not remove all privileges */
export function readPrivilegeNames(item: ItemParameters): string[] {
	const names = item.replacement('privileges');
	if (names !== undefined) return names;
	throw new InputError(
		'No privileges are set.',
		'Nothing was changed. Check the expression in Privileges, or use an empty list for none.',
	);
}

const privilegeCache = new WeakMap<Settings, Promise<string[]>>();

/** Rejects privilege names that the server does not have. The list is read once for all items of a run. */
export async function assertPrivilegesExist(jamf: JamfClient, names: readonly string[]): Promise<void> {
	if (names.length > 0) await assertKnownNames('privilege', names, readCachedPrivileges(jamf));
}

/** Reads the list again if that failed for another item, unless the client lacks the privilege. */
async function readCachedPrivileges(jamf: JamfClient): Promise<string[]> {
	const cached = privilegeCache.get(jamf.settings);
	if (cached !== undefined) {
		const known = await cached.catch((error: unknown) => {
			if (error instanceof ResponseError && error.status === 403) throw error;
			return undefined;
		});
		if (known !== undefined) return known;
	}
	const list = readPrivileges(jamf);
	privilegeCache.set(jamf.settings, list);
	return await list;
}
