import { json, type Reply } from './reply';
import type { ApiRequest } from './request';
import type { Route } from './route';
import type { Tokens } from './tokens';
import type { Integration } from './recordTypes';
import type { ServerState } from './state';

const PATHS = { v1: ['/api/v1/oauth/token'], unversioned: ['/api/oauth/token'] };

export function oauthRoutes(state: ServerState, tokens: Tokens): Route[] {
	const { oauthPaths } = state.settings;
	const paths = oauthPaths === 'both' ? [...PATHS.v1, ...PATHS.unversioned] : PATHS[oauthPaths];
	return paths.map((path) => ({
		method: 'POST',
		path,
		privileges: [],
		open: true,
		handle: (request) => exchange(state, tokens, request),
	}));
}

function exchange(state: ServerState, tokens: Tokens, request: ApiRequest): Reply {
	if (!/^application\/x-www-form-urlencoded\b/.test(request.headers['content-type'] ?? ''))
		return refusal(400, 'invalid_request', 'the body is not form-encoded');
	const form = new URLSearchParams(request.body.toString('utf8'));
	if (form.get('grant_type') !== 'client_credentials')
		return refusal(400, 'unsupported_grant_type', 'OAuth 2.0 Parameter: grant_type');

	const client = state.integrations.values().find(({ clientId }) => clientId === form.get('client_id'));
	// jamf-behavior 1.2: live servers return 401 for a wrong ID or secret.
	if (!client?.clientSecret || client.clientSecret !== form.get('client_secret'))
		return refusal(401, 'invalid_client', 'Client authentication failed');

	const roleIds = requestedRoles(client, form.get('scope') ?? '');
	if (!roleIds) return refusal(400, 'invalid_scope', 'OAuth 2.0 Parameter: scope');
	const scope = roleIds.map((id) => `api-role:${id}`).join(' ');
	const lifetime = client.accessTokenLifetimeSeconds;
	const granted = { scope, token_type: 'Bearer', expires_in: lifetime };
	// jamf-behavior 1.2: a disabled client gets 200 without a token.
	if (!client.enabled) return json(granted);
	return json({ access_token: tokens.issue(client.clientId, client.displayName, roleIds, lifetime), ...granted });
}

function requestedRoles({ roleIds }: Integration, scope: string): number[] | undefined {
	const asked = scope.split(' ').filter(Boolean);
	if (asked.length === 0) return roleIds;
	const ids = asked.map((name) => Number(/^api-role:(\d+)$/.exec(name)?.[1] ?? Number.NaN));
	return ids.every((id) => roleIds.includes(id)) ? ids : undefined;
}

const refusal = (status: number, error: string, description: string): Reply =>
	json(
		{
			error,
			error_description: description,
			error_uri: 'https://datatracker.ietf.org/doc/html/rfc6749#section-5.2',
		},
		status,
	);
