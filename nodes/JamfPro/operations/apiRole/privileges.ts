import {
	assertKnownNames,
	expectObject,
	type JamfClient,
	path,
	ResponseError,
	type Settings,
} from '../../../shared/operations/kit';

/** Reads names of privileges. */
export const PRIVILEGES = expectObject<{ privileges: string[] }>({ privileges: 'texts' });

/** Every privilege name of this server; they change between versions (jamf-behavior 8). */
export async function readPrivileges(jamf: JamfClient): Promise<string[]> {
	return (await jamf.get(path`/v1/api-role-privileges`, { read: PRIVILEGES })).privileges;
}

const lists = new WeakMap<Settings, Promise<string[]>>();

/** Refuses privilege names that this server does not have. The list is read once for all items of a run. */
export async function checkPrivileges(jamf: JamfClient, names: readonly string[]): Promise<void> {
	if (names.length > 0) await assertKnownNames('privilege', names, knownPrivileges(jamf));
}

/** What another item could not read in its time is read again; what the client may not read it may not a second time. */
async function knownPrivileges(jamf: JamfClient): Promise<string[]> {
	const earlier = lists.get(jamf.settings);
	if (earlier !== undefined) {
		const known = await earlier.catch((error: unknown) => {
			if (error instanceof ResponseError && error.status === 403) throw error;
			return undefined;
		});
		if (known !== undefined) return known;
	}
	const list = readPrivileges(jamf);
	lists.set(jamf.settings, list);
	return await list;
}
