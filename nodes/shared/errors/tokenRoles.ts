import type { JamfClient } from '../transport/client';
import { ResponseError } from '../transport/errors/errors';
import { path } from '../transport/path';

/** A role of the access token; without name and privileges if the client cannot read roles. */
export interface TokenRole {
	id: string;
	displayName: string | undefined;
	privileges: readonly string[] | undefined;
}

/** Reads the roles that an access token was issued for (jamf-behavior 1.2: `api-role:1 api-role:2`). */
export async function readTokenRoles(jamf: JamfClient, scope: string): Promise<TokenRole[]> {
	const ids = scope.split(/\s+/).flatMap((part) => /^api-role:(\d+)$/.exec(part)?.[1] ?? []);
	return await Promise.all(
		ids.map(async (id) => {
			const role = await jamf
				.get<{ displayName?: string; privileges?: string[] } | null>(path`/v1/api-roles/${id}`)
				.catch((error: unknown) => {
					if (error instanceof ResponseError && (error.status === 403 || error.status === 404)) return undefined;
					throw error;
				});
			return { id, displayName: role?.displayName, privileges: role?.privileges };
		}),
	);
}
