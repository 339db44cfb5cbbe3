import { Failure, invalidToken } from './failure';
import type { ApiRequest, Caller } from './request';
import type { Route } from './route';
import type { Tokens } from './tokens';
import type { ServerState } from './state';

/** Throws 401 unless the request has a valid token. */
export function authenticate(state: ServerState, tokens: Tokens, authorization: string | undefined): Caller {
	const text = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
	const found = text === undefined ? undefined : tokens.find(text);
	// jamf-behavior 1.5: both response bodies occur; expired tokens are named here, unknown ones are not.
	if (!found) throw new Failure(401);
	if (found.expired) throw invalidToken();
	const { clientId, clientName, roleIds } = found.token;
	// jamf-behavior 1.2: privileges are looked up by role when the token is used, and roles add up.
	const privileges = roleIds.flatMap((id) => state.roles.read(id)?.privileges ?? []);
	return { clientId, displayName: clientName, privileges: new Set(privileges) };
}

export function authorise(route: Route, request: ApiRequest, missingPrivilegeStatus: 401 | 403): void {
	const { caller } = request;
	const isLacked = (privilege: string) => privilege !== route.checked && !caller.privileges.has(privilege);
	const own = route.privileges.filter(isLacked);
	const lacked = own.length > 0 ? own : (route.alsoNeeds?.(request) ?? []).filter(isLacked);
	// jamf-behavior 1.5: the server does not name the missing privilege.
	if (lacked.length === 0) return;
	throw new Failure(missingPrivilegeStatus, route.refusal && [refusedBy(route.refusal)], lacked);
}

const refusedBy = (code: string) => ({ code, field: null, description: 'a privilege is missing', id: '0' });
