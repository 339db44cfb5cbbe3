import { conflict, duplicateField, invalidField, unknownId } from '../failure';
import type { JsonObject } from '../json';
import type { Fields } from '../predicate';
import { page } from '../query';
import { json, noContent } from '../reply';
import { type ApiRequest, idOf, jsonBody } from '../request';
import type { Route } from '../route';
import { privilegesOf } from '../versions';
import type { Role } from '../recordTypes';
import type { ServerState } from '../state';

const SEARCH_LIMIT = 15;

const FIELDS: Fields<Role> = {
	id: { kind: 'number', read: ({ id }) => id, filterable: true, sortable: true },
	displayName: { kind: 'text', read: ({ displayName }) => displayName, filterable: true, sortable: true },
};

export function roleRoutes(state: ServerState): Route[] {
	const { roles, integrations } = state;
	const privileges = privilegesOf(state.settings.serverVersion);
	const found = (request: ApiRequest): Role => {
		const id = idOf(request);
		const role = roles.read(id, request.node);
		if (!role) throw unknownId(String(id));
		return role;
	};
	const accepted = (body: JsonObject, own?: number): Omit<Role, 'id'> => {
		const role = checkedRole(body, privileges);
		const taken = roles.values().some(({ id, displayName }) => id !== own && displayName === role.displayName);
		if (taken) throw duplicateField('displayName', 'display name must be unique'); // jamf-behavior 8
		return role;
	};
	return [
		{
			method: 'GET',
			path: '/api/v1/api-roles',
			privileges: ['Read API Roles'],
			handle: (request) => {
				const { totalCount, rows } = page(request, roles, { fields: FIELDS, defaultSort: 'id:asc' });
				return json({ totalCount, results: rows.map(shown) });
			},
		},
		{
			method: 'POST',
			path: '/api/v1/api-roles',
			privileges: ['Create API Roles'],
			handle: (request) => {
				const role = accepted(jsonBody(request));
				return json(shown(roles.insert((id) => ({ id, ...role }), request.node)));
			},
		},
		{
			method: 'GET',
			path: '/api/v1/api-roles/{id}',
			privileges: ['Read API Roles'],
			handle: (request) => json(shown(found(request))),
		},
		{
			method: 'PUT',
			path: '/api/v1/api-roles/{id}',
			privileges: ['Update API Roles'],
			handle: (request) => {
				const { id } = found(request);
				const role = { id, ...accepted(jsonBody(request), id) };
				roles.write(id, role, request.node);
				return json(shown(role));
			},
		},
		{
			method: 'DELETE',
			path: '/api/v1/api-roles/{id}',
			privileges: ['Delete API Roles'],
			handle: (request) => {
				const { id } = found(request);
				// jamf-behavior 4.3: a role in use cannot be deleted.
				if (integrations.values().some(({ roleIds }) => roleIds.includes(id))) throw conflict('role is in use');
				roles.remove(id, request.node);
				return noContent();
			},
		},
		...privilegeRoutes(privileges),
	];
}

const privilegeRoutes = (known: readonly string[]): Route[] => [
	{
		method: 'GET',
		path: '/api/v1/api-role-privileges',
		privileges: ['Read API Roles'],
		handle: () => json({ privileges: known }),
	},
	{
		method: 'GET',
		path: '/api/v1/api-role-privileges/search',
		privileges: ['Read API Roles'],
		handle: ({ query }) => {
			const name = (query.get('name') ?? '').toLowerCase();
			const limit = Number(query.get('limit') ?? SEARCH_LIMIT);
			if (!Number.isInteger(limit) || limit < 1) throw invalidField('limit', 'not a whole number');
			return json({ privileges: known.filter((text) => text.toLowerCase().includes(name)).slice(0, limit) });
		},
	},
];

function checkedRole({ displayName, privileges }: JsonObject, known: readonly string[]): Omit<Role, 'id'> {
	if (typeof displayName !== 'string' || displayName.trim() === '')
		throw invalidField('displayName', 'a display name is required');
	if (!Array.isArray(privileges)) throw invalidField('privileges', 'privileges are required');
	const unknown = privileges.find((name) => typeof name !== 'string' || !known.includes(name));
	if (unknown !== undefined) throw invalidField('privileges', `unknown privilege ${JSON.stringify(unknown)}`);
	return { displayName, privileges: privileges.map(String) };
}

const shown = ({ id, displayName, privileges }: Role) => ({ id: String(id), displayName, privileges });
