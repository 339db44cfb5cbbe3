import { assertKnownNames, assertObject, type JamfClient, path, readList, sends } from '../../../shared/operations/kit';

/** The request for the list of roles, in the editor and to check them. */
export const listRoleNames = sends('pro', 'GET', '/v1/api-roles', 'lists the API roles');

/** The display names of all API roles, which API clients refer to in `authorizationScopes` (jamf-behavior 8). */
export async function readRoleNames(jamf: JamfClient): Promise<string[]> {
	const roles = await readList(
		jamf,
		{ kind: 'paged' },
		{ api: 'pro', path: path`/v1/api-roles`, query: [['sort', 'id:asc']], limit: Infinity },
	);
	return roles.map((role) => assertObject<{ displayName: string }>(role, 200, { displayName: 'string' }).displayName);
}

/** Rejects names of roles that do not exist. Reads the list for each item, because an earlier one may have created the role. */
export async function assertRolesExist(jamf: JamfClient, names: readonly string[]): Promise<void> {
	if (names.length > 0) await assertKnownNames('API role', names, readRoleNames(jamf));
}
