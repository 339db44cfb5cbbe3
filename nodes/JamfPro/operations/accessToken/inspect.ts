import {
	expectObject,
	type Operation,
	options,
	path,
	readTokenRoles,
	sends,
	tokens,
} from '../../../shared/operations/kit';

/** `GET /v1/auth`; privileges are listed by site (jamf-behavior 1.6). */
interface Auth {
	account?: { accessLevel?: string; privilegeSet?: string; privilegesBySite?: Record<string, string[]> };
	sites?: unknown[];
	authenticationType?: string;
}

export const inspect: Operation = {
	value: 'inspect',
	name: 'Inspect',
	action: 'Inspect the access token',
	description: "Get the client, roles, privileges and expiry of the credential's token, but never the token itself",
	reads: true,
	properties: [options()],
	output: {
		server: 'string',
		clientId: 'string',
		authenticationType: 'string',
		accessLevel: 'string',
		roles: [{ id: 'string', displayName: 'string' }],
		privileges: ['string'],
		sites: [{ id: 'string', name: 'string' }],
		lifetimeSeconds: 'number',
		expiresInSeconds: 'number',
		expiresAt: 'string',
	},
	requires: () => [
		sends('pro', 'GET', '/v1/auth'),
		sends('pro', 'GET', '/v1/api-roles/{id}', 'returns the names of the roles'),
	],
	async run(jamf) {
		const auth = await jamf.get(path`/v1/auth`, { read: expectObject<Auth>() });
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
