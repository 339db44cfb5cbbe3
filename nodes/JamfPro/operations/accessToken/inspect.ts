import { options } from '../../../shared/description/fields/common';
import { get } from '../../../shared/transport/request';
import type { Operation } from '../../../shared/description/operation';
import { readTokenRoles } from '../../../shared/errors/tokenRoles';
import { expectObject } from '../../../shared/transport/http/responseShape';
import { path } from '../../../shared/transport/path';
import { tokens } from '../../../shared/transport/auth/tokenCache';

/** `GET /v1/auth`; every privilege stands below the sites it holds for (facts 1.6). */
interface Auth {
	account?: { accessLevel?: string; privilegeSet?: string; privilegesBySite?: Record<string, string[]> };
	sites?: unknown[];
	authenticationType?: string;
}

export const inspect: Operation = {
	value: 'inspect',
	name: 'Inspect',
	action: 'Inspect the access token',
	description:
		'Get who the credential signs in as, with which roles and privileges, and when its token ends; never the token',
	properties: [options()],
	async run(jamf) {
		const { body: auth } = await jamf.send(get(path`/v1/auth`), expectObject<Auth>());
		const token = await jamf.token();
		const endsInMs = token.issuedAt + token.lifetimeMs - tokens.now();
		const roles = await readTokenRoles(jamf, token.scope);
		const privileges = new Set(Object.values(auth.account?.privilegesBySite ?? {}).flat());
		return [
			{
				json: {
					server: jamf.settings.server.root,
					clientId: jamf.settings.clientId,
					authenticationType: auth.authenticationType,
					accessLevel: auth.account?.accessLevel,
					roles: roles.map(({ id, displayName }) => ({ id, displayName })),
					privileges: [...privileges].sort(),
					sites: auth.sites ?? [],
					lifetimeSeconds: Math.round(token.lifetimeMs / 1000),
					expiresInSeconds: Math.floor(endsInMs / 1000),
					expiresAt: new Date(Date.now() + endsInMs).toISOString(),
				},
			},
		];
	},
};
