import { findPrivileges, findRoute } from '../catalogue/find';
import type { Catalogue, OperationRow } from '../catalogue/types';
import { isUnknownRoute } from '../routes/newest';
import type { JamfClient } from '../transport/client';
import { ResponseError } from '../transport/errors';
import { readTokenRoles, type TokenRole } from './roles';

/** Catalogues by the API that a request went to. */
export type Catalogues = Partial<Record<'pro' | 'classic', Catalogue>>;

/**
 * Says of a refusal what its row knows: the privileges that are needed and which of them the client's roles lack, or what
 * replaces an operation that the server no longer has. Other errors stay as they are.
 *
 * @param more privileges that the row cannot know, such as those of an MDM command
 */
export async function explain(
	jamf: JamfClient,
	catalogues: Catalogues,
	error: unknown,
	more: readonly string[] = [],
): Promise<unknown> {
	if (!(error instanceof ResponseError) || error.request === undefined) return error;
	const { api, method, path } = error.request;
	const catalogue = catalogues[api];
	if (catalogue === undefined) return error;
	const found = findRoute(catalogue, method, path);
	if (error.code === 'FORBIDDEN') {
		const kin = api === 'classic' ? findPrivileges(catalogue, method, path) : undefined;
		const needed = found?.route.privileges ?? kin;
		return await explainForbidden(jamf, error, needed === undefined ? undefined : [...needed, ...more]);
	}
	if (found?.operation.replacedBy !== undefined && isRetired(error, found.operation)) {
		return explainRetired(catalogues, error, found.operation);
	}
	return error;
}

const WHERE = 'in Jamf Pro under Settings > API roles and clients';
const WHEN = 'It counts from the next token on.';

async function explainForbidden(
	jamf: JamfClient,
	error: ResponseError,
	needed: readonly string[] | undefined,
): Promise<ResponseError> {
	const roles = await rolesOf(jamf);
	const request = `(${error.request?.method} ${error.request?.path}, HTTP ${error.status})`;
	const has = `The client has ${roles.length === 0 ? 'no API role' : `the API role ${roles.map(tell).join(' and ')}`}.`;
	const say = (message: string, hint: string) => error.explained(error.code, `${message} ${request}`, `${has} ${hint}`);
	if (needed === undefined) {
		return say(
			'The API client lacks a privilege; Jamf does not document which one this needs',
			`Compare with a role that may do it, and add what is missing ${WHERE}. ${WHEN}`,
		);
	}
	const hint = `Add what is missing to a role of the client ${WHERE}. ${WHEN}`;
	if (!roles.every(({ privileges }) => privileges !== undefined)) {
		return say(`The API client lacks a privilege; this needs ${quote(needed)}`, hint);
	}
	const held = new Set(roles.flatMap(({ privileges }) => privileges ?? []));
	const lacking = needed.filter((privilege) => !held.has(privilege));
	if (lacking.length > 0) return say(`The API client lacks the privilege ${quote(lacking)}`, hint);
	return say(
		`The API client was refused although its roles have ${quote(needed)}`,
		'It may be limited to a site and must send siteId, or the role was changed a moment ago: run again in a minute.',
	);
}

/** Read once for an execution: with Continue On Fail many items may be refused. */
const known = new WeakMap<JamfClient, Promise<TokenRole[]>>();

async function rolesOf(jamf: JamfClient): Promise<TokenRole[]> {
	const roles = known.get(jamf) ?? jamf.token().then(async ({ scope }) => await readTokenRoles(jamf, scope));
	known.set(jamf, roles);
	// The refusal is what the user must hear of, whatever goes wrong while it is explained.
	return await roles.catch(() => []);
}

function tell({ id, displayName }: TokenRole): string {
	return displayName === undefined ? id : `"${displayName}" (ID ${id})`;
}

function quote(privileges: readonly string[]): string {
	return privileges.map((privilege) => `"${privilege}"`).join(' and ');
}

/** Classic tells an unknown object by the same 404 as an unknown path: only commands that are not offered count (facts 4.6). */
function isRetired(error: ResponseError, { hidden }: OperationRow): boolean {
	if (error.request?.api !== 'classic') return isUnknownRoute(error);
	return hidden === true && error.request.method === 'POST' && [400, 404, 405, 410].includes(error.status);
}

/** `computer.getAll` is of the same API, `pro computer.getAll` of the other. */
function explainRetired(catalogues: Catalogues, error: ResponseError, row: OperationRow): ResponseError {
	const api = error.request?.api ?? 'pro';
	const [, other, resource, operation] = /^(?:(pro) )?(\w+)\.(\w+)$/.exec(row.replacedBy ?? '') ?? [];
	const successor = catalogues[other === undefined ? api : 'pro']?.resources.find(({ value }) => value === resource);
	const name = successor?.operations.find(({ value }) => value === operation)?.name ?? operation;
	const node = other === undefined || api === 'pro' ? '' : ' of the node Jamf Pro';
	return error.explained(
		'RETIRED',
		`This server no longer has this operation (${error.request?.method} ${error.request?.path}, HTTP ${error.status}).`,
		`Jamf retired it${row.deprecated === undefined ? '' : ` (deprecated since ${row.deprecated})`}. Use ${successor?.name ?? resource}: ${name}${node} instead.`,
	);
}
