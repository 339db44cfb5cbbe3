import { describePrivilege, type PrivilegeAlternatives, toCurrentNames } from '../catalogue/privileges';
import type { Catalogue } from '../catalogue/types';
import type { JamfClient } from '../transport/client';
import type { ResponseError } from '../transport/errors/errors';
import type { Settings } from '../transport/types';
import type { findRequiredPrivileges } from './requiredPrivileges';
import { readTokenRoles, type TokenRole } from './tokenRoles';

const WHERE = 'in Jamf Pro under Settings > API roles and clients';
const ADD = `Add what is missing to a role of the client ${WHERE}. It takes effect with the next token.`;

/**
 * Adds the required privileges, and those that the client's roles lack, to a 403.
 *
 * @param required the privileges of the request
 * @param renames privileges with a different name on older servers
 */
export async function explainForbidden(
	jamf: JamfClient,
	error: ResponseError,
	required: ReturnType<typeof findRequiredPrivileges>,
	renames: Catalogue['renamedPrivileges'],
): Promise<ResponseError> {
	const { method, path } = error.request ?? {};
	const { needs, undocumentedCommand: command } = required;
	// jamf-behavior 1.5: a client that is limited to sites must name one.
	if (error.details.some(({ field }) => field === 'siteId')) {
		return error.reworded(
			error.code,
			`The API client is limited to sites and must specify one (${method} ${path}, HTTP ${error.status}): ${error.serverMessage}`,
			'Set siteId to the ID of a site that the client has access to, in the fields or in the JSON.',
		);
	}
	const roles = await readRoles(jamf);
	const has =
		roles === undefined
			? ''
			: `The client has ${roles.length === 0 ? 'no API role' : `the API role ${roles.map(formatRole).join(' and ')}`}.`;
	const also =
		command !== undefined
			? `The command ${command} also needs its own Send privilege, which Jamf does not document.`
			: '';
	const [what, hint] = describeMissing(needs, roles, renames);
	return error.reworded(
		error.code,
		`${what} (${method} ${path}, HTTP ${error.status})${serverText(error)}`,
		[has, also, hint].filter((each) => each !== '').join(' '),
	);
}

/** The Classic API only returns a generic page with status 401. */
function serverText({ status, serverMessage }: ResponseError): string {
	return status === 401 || serverMessage === '' ? '' : `: ${serverMessage}`;
}

function describeMissing(
	needs: readonly PrivilegeAlternatives[] | undefined,
	roles: readonly TokenRole[] | undefined,
	renames: Catalogue['renamedPrivileges'],
): [what: string, hint: string] {
	if (needs === undefined) {
		return [
			'The API client lacks a privilege. Jamf does not document which one this request needs',
			`Compare with a role that works, and add the missing privilege ${WHERE}. It takes effect with the next token.`,
		];
	}
	const quote = (each: readonly PrivilegeAlternatives[]) => quoteAll(each, renames);
	if (roles === undefined || !roles.every(({ privileges }) => privileges !== undefined)) {
		return [`The API client lacks a privilege. This request needs ${quote(needs)}`, ADD];
	}
	const current = toCurrentNames(
		renames,
		roles.flatMap(({ privileges }) => privileges ?? []),
	);
	const granted = new Set(current);
	const missing = needs.filter((need) => !need.some((privilege) => granted.has(privilege)));
	if (missing.length > 0) return [`The API client lacks the privilege ${quote(missing)}`, ADD];
	const others = needs.flat().filter((privilege) => !granted.has(privilege));
	if (others.length > 0) {
		return [
			`The API client may lack the privilege ${quote(others.map((each) => [each]))}, which this request needs for some types of objects or devices`,
			ADD,
		];
	}
	return [
		`The request was rejected although the roles of the API client have ${quote(needs)}`,
		'The client may be limited to a site and must send siteId, or the role was just changed. In that case, try again in a minute.',
	];
}

function quoteAll(needs: readonly PrivilegeAlternatives[], renames: Catalogue['renamedPrivileges']): string {
	return needs
		.map((need) => {
			const names = need.map((name) => describePrivilege(renames, name, (each) => `"${each}"`)).join(' or ');
			return need.length > 1 ? `either ${names}` : names;
		})
		.join(' and ');
}

/** Read once per execution: with Continue On Fail, many items can fail. */
const roleCache = new WeakMap<Settings, Promise<TokenRole[]>>();

async function readRoles(jamf: JamfClient): Promise<TokenRole[] | undefined> {
	const roles =
		roleCache.get(jamf.settings) ?? jamf.token().then(async ({ scope }) => await readTokenRoles(jamf, scope));
	roleCache.set(jamf.settings, roles);
	// The original error must reach the user even if the roles cannot be read.
	return await roles.catch(() => undefined);
}

function formatRole({ id, displayName }: TokenRole): string {
	return displayName === undefined ? `with ID ${id}` : `"${displayName}" (ID ${id})`;
}
