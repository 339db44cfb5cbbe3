import { assertKnownNames, assertObject, type JamfClient, path, readList } from '../../../shared/operations/kit';

/** The display names of all API roles: what an API client names in `authorizationScopes` (jamf-behavior 8). */
export async function readRoleNames(jamf: JamfClient): Promise<string[]> {
	const roles = await readList(
		jamf,
		{ kind: 'paged' },
		{ api: 'pro', path: path`/v1/api-roles`, query: [['sort', 'id:asc']], limit: Infinity },
	);
	return roles.map((role) => assertObject<{ displayName: string }>(role, 200, { displayName: 'text' }).displayName);
}

/** Refuses names of roles that do not exist. Read for each item: an earlier item may just have created the role. */
export async function checkRoles(jamf: JamfClient, names: readonly string[]): Promise<void> {
	if (names.length > 0) await assertKnownNames('API role', names, readRoleNames(jamf));
}
