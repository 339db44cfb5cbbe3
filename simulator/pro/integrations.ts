import { duplicateField, Failure, invalidField, unknownId } from '../failure';
import type { Json, JsonObject } from '../json';
import type { Fields } from '../predicate';
import { page } from '../query';
import { json, noContent } from '../reply';
import { type ApiRequest, idOf, jsonBody } from '../request';
import type { Route } from '../route';
import type { CredentialSource } from '../tokens';
import type { Integration } from '../recordTypes';
import type { ServerState } from '../state';

type Settings = Omit<Integration, 'id' | 'clientId' | 'clientSecret'>;

const FIELDS: Fields<Integration> = {
	id: { kind: 'number', read: ({ id }) => id, filterable: true, sortable: true },
	displayName: { kind: 'text', read: ({ displayName }) => displayName, filterable: true, sortable: true },
};

export function integrationRoutes(state: ServerState, credentials: CredentialSource): Route[] {
	const { integrations } = state;
	const found = (request: ApiRequest): Integration => {
		const id = idOf(request);
		const integration = integrations.read(id, request.node);
		if (!integration) throw unknownId(String(id));
		return integration;
	};
	return [
		{
			method: 'GET',
			path: '/api/v1/api-integrations',
			privileges: ['Read API Integrations'],
			handle: (request) => {
				const { totalCount, rows } = page(request, integrations, { fields: FIELDS, defaultSort: 'id:asc' });
				return json({ totalCount, results: rows.map((row) => shown(state, row)) });
			},
		},
		{
			method: 'POST',
			path: '/api/v1/api-integrations',
			privileges: ['Create API Integrations'],
			handle: (request) => {
				const settings = accepted(state, jsonBody(request));
				const clientId = credentials.clientId();
				const make = (id: number) => ({ id, ...settings, clientId, clientSecret: undefined });
				// jamf-behavior 4.3: 200, not the documented 201.
				return json(shown(state, integrations.insert(make, request.node)));
			},
		},
		{
			method: 'GET',
			path: '/api/v1/api-integrations/{id}',
			privileges: ['Read API Integrations'],
			handle: (request) => json(shown(state, found(request))),
		},
		{
			method: 'PUT',
			path: '/api/v1/api-integrations/{id}',
			privileges: ['Update API Integrations'],
			handle: (request) => {
				const current = found(request);
				const changed = { ...current, ...accepted(state, jsonBody(request), current.id) };
				integrations.write(current.id, changed, request.node);
				return json(shown(state, changed));
			},
		},
		{
			method: 'DELETE',
			path: '/api/v1/api-integrations/{id}',
			privileges: ['Delete API Integrations'],
			handle: (request) => {
				integrations.remove(found(request).id, request.node);
				return noContent();
			},
		},
		{
			method: 'POST',
			path: '/api/v1/api-integrations/{id}/client-credentials',
			privileges: ['Create API Integrations'],
			handle: (request) => {
				// jamf-behavior 8: the client ID stays, the old secret is revoked at once, tokens stay valid.
				const rotated = { ...found(request), clientSecret: credentials.clientSecret() };
				integrations.write(rotated.id, rotated, request.node);
				return json({ clientId: rotated.clientId, clientSecret: rotated.clientSecret });
			},
		},
	];
}

function accepted(state: ServerState, body: JsonObject, own?: number): Settings {
	const { displayName, authorizationScopes, enabled = false, accessTokenLifetimeSeconds } = body;
	// jamf-behavior 4.5: a missing name is a server error, not a client error.
	if (typeof displayName !== 'string' || displayName === '') throw new Failure(500);
	const others = state.integrations.values().filter(({ id }) => id !== own);
	if (others.some((other) => other.displayName === displayName))
		throw duplicateField('displayName', 'display name must be unique');
	const lifetime = accessTokenLifetimeSeconds ?? state.settings.tokenLifetimeSeconds;
	if (!Number.isInteger(lifetime) || Number(lifetime) < 1)
		throw invalidField('accessTokenLifetimeSeconds', 'not a positive whole number');
	return {
		displayName,
		roleIds: rolesNamed(state, authorizationScopes),
		enabled: enabled === true,
		accessTokenLifetimeSeconds: Number(lifetime),
	};
}

function rolesNamed(state: ServerState, names: Json | undefined): number[] {
	if (!Array.isArray(names)) throw invalidField('authorizationScopes', 'authorization scopes are required');
	const roles = state.roles.values();
	return names.map((name) => {
		const role = roles.find(({ displayName }) => displayName === name);
		if (!role) throw invalidField('authorizationScopes', `unknown role ${JSON.stringify(name)}`);
		return role.id;
	});
}

const shown = (state: ServerState, integration: Integration) => ({
	id: integration.id,
	authorizationScopes: integration.roleIds.flatMap((id) => state.roles.read(id)?.displayName ?? []),
	displayName: integration.displayName,
	enabled: integration.enabled,
	accessTokenLifetimeSeconds: integration.accessTokenLifetimeSeconds,
	appType: integration.clientSecret === undefined ? 'NONE' : 'CLIENT_CREDENTIALS',
	clientId: integration.clientId,
});
