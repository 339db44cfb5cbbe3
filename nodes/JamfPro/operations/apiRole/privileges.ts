import { checkNames } from '../../../shared/parameters/checkNames';
import { objectWith } from '../../../shared/transport/expect';
import { get } from '../../../shared/transport/request';
import type { JamfClient } from '../../../shared/transport/client';
import { path } from '../../../shared/transport/path';
import type { Settings } from '../../../shared/transport/types';

/** Reads names of privileges. */
export const PRIVILEGES = objectWith<{ privileges: string[] }>({ privileges: 'texts' });

/** Every privilege name of this server; they change between versions (facts 8). */
export async function readPrivileges(jamf: JamfClient): Promise<string[]> {
	const { body } = await jamf.send(get(path`/v1/api-role-privileges`), PRIVILEGES);
	return body.privileges;
}

const lists = new WeakMap<Settings, Promise<string[]>>();

/** Refuses privilege names that this server does not have. The list is read once for all items of a run. */
export async function checkPrivileges(jamf: JamfClient, names: readonly string[]): Promise<void> {
	if (names.length === 0) return;
	const list = lists.get(jamf.settings) ?? readPrivileges(jamf);
	lists.set(jamf.settings, list);
	await checkNames('privilege', names, list);
}
