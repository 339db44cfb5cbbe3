import { findRoute } from '../catalogue/find';
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
	const found = catalogue === undefined ? undefined : findRoute(catalogue, method, path);
	if (error.code === 'FORBIDDEN') {
		const needed = found?.route.privileges;
		return await explainForbidden(jamf, error, needed === undefined ? undefined : [...needed, ...more]);
	}
	if (isUnknownRoute(error) && catalogue !== undefined && found?.operation.replacedBy !== undefined) {
		return explainRetired(catalogue, error, found.operation);
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
	const ids = roles.map(tell).join(', ');
	const client = `the API client (${roles.length === 0 ? 'without an API role' : `API role ${ids}`})`;
	if (needed === undefined) {
		return error.explained(
			error.code,
			`Jamf refused this to ${client} ${request}. Which privilege it needs is unknown: Jamf does not document it.`,
			`Compare with a role that may do it, and add what is missing ${WHERE}. ${WHEN}`,
		);
	}
	const held = new Set(roles.flatMap(({ privileges }) => privileges ?? []));
	const lacking = needed.filter((privilege) => !held.has(privilege));
	const isKnown = roles.length > 0 && roles.every(({ privileges }) => privileges !== undefined);
	if (isKnown && lacking.length === 0) {
		return error.explained(
			error.code,
			`Jamf refused this to ${client} although its roles have ${quote(needed)} ${request}.`,
			'The client may be limited to a site and must send siteId, or the role was changed a moment ago: run again in a minute.',
		);
	}
	const verb = isKnown ? 'lacks' : 'needs';
	const named = quote(isKnown ? lacking : needed);
	return error.explained(
		error.code,
		`For this ${client} ${verb} the privilege${(isKnown ? lacking : needed).length > 1 ? 's' : ''} ${named} ${request}.`,
		`Add what is missing to an API role of the client ${WHERE}. ${WHEN}`,
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
	return privileges.map((privilege) => `"${privilege}"`).join(', ');
}

function explainRetired({ resources }: Catalogue, error: ResponseError, row: OperationRow): ResponseError {
	const [resource, operation] = row.replacedBy?.split('.') ?? [];
	const successor = resources.find(({ value }) => value === resource);
	const name = successor?.operations.find(({ value }) => value === operation)?.name ?? operation;
	return error.explained(
		'RETIRED',
		`This server no longer has this operation (${error.request?.method} ${error.request?.path}, HTTP 404).`,
		`Jamf retired it${row.deprecated === undefined ? '' : ` (deprecated since ${row.deprecated})`}. Use ${successor?.name ?? resource}: ${name} instead.`,
	);
}
