import type { JamfClient } from '../transport/client';
import type { ResponseError } from '../transport/errors/errors';
import type { Settings } from '../transport/types';
import { commandPrivileges } from './mdmCommandPrivileges';
import { readTokenRoles, type TokenRole } from './tokenRoles';

const WHERE = 'in Jamf Pro under Settings > API roles and clients';
const ADD = `Add what is missing to a role of the client ${WHERE}. It counts from the next token on.`;

/** Of several privileges one is enough: which one goes by the kind of device. */
type PrivilegeAlternatives = readonly string[];

/**
 * A refusal with what is needed and what the client's roles lack of it.
 *
 * @param documented the privileges of the row; `undefined` when the document names none, which means unknown
 */
export async function explainForbidden(
	jamf: JamfClient,
	error: ResponseError,
	documented: readonly string[] | undefined,
): Promise<ResponseError> {
	const { method, path, command } = error.request ?? {};
	// jamf-behavior 1.5: a client that is limited to sites is refused until it names one.
	if (error.details.some(({ field }) => field === 'siteId')) {
		return error.reworded(
			error.code,
			`The API client is limited to sites and must say for which this is (${method} ${path}, HTTP ${error.status}): ${error.serverMessage}`,
			'Give siteId, the ID of a site that the client has, among the fields or in the JSON.',
		);
	}
	const roles = await readRoles(jamf);
	const own = command === undefined ? undefined : commandPrivileges(command);
	const needs = documented === undefined ? undefined : [...documented.map((each) => [each]), ...(own ? [own] : [])];
	const has =
		roles === undefined
			? ''
			: `The client has ${roles.length === 0 ? 'no API role' : `the API role ${roles.map(formatRole).join(' and ')}`}.`;
	const also =
		command !== undefined && own === undefined
			? `The command ${command} also needs a Send privilege of its own, which Jamf does not document.`
			: '';
	const [what, hint] = describeMissing(needs, roles);
	return error.reworded(
		error.code,
		`${what} (${method} ${path}, HTTP ${error.status})`,
		[has, also, hint].filter((each) => each !== '').join(' '),
	);
}

function describeMissing(
	needs: readonly PrivilegeAlternatives[] | undefined,
	roles: readonly TokenRole[] | undefined,
): [what: string, hint: string] {
	if (needs === undefined) {
		return [
			'The API client lacks a privilege; Jamf does not document which one this needs',
			`Compare with a role that may do it, and add what is missing ${WHERE}. It counts from the next token on.`,
		];
	}
	if (roles === undefined || !roles.every(({ privileges }) => privileges !== undefined)) {
		return [`The API client lacks a privilege; this needs ${quote(needs)}`, ADD];
	}
	const held = new Set(roles.flatMap(({ privileges }) => privileges ?? []));
	const lacking = needs.filter((need) => !need.some((privilege) => held.has(privilege)));
	if (lacking.length > 0) return [`The API client lacks the privilege ${quote(lacking)}`, ADD];
	const others = needs.flat().filter((privilege) => !held.has(privilege));
	if (others.length > 0) {
		return [
			`The API client lacks the privilege ${quote(others.map((each) => [each]))}, if this is for a device of that kind`,
			ADD,
		];
	}
	return [
		`The API client was refused although its roles have ${quote(needs)}`,
		'It may be limited to a site and must send siteId, or the role was changed a moment ago: run again in a minute.',
	];
}

function quote(needs: readonly PrivilegeAlternatives[]): string {
	return needs
		.map((need) => {
			const names = need.map((privilege) => `"${privilege}"`).join(' or ');
			return need.length > 1 ? `either ${names}` : names;
		})
		.join(' and ');
}

/** Read once for an execution: with Continue On Fail many items may be refused. */
const roleCache = new WeakMap<Settings, Promise<TokenRole[]>>();

async function readRoles(jamf: JamfClient): Promise<TokenRole[] | undefined> {
	const roles =
		roleCache.get(jamf.settings) ?? jamf.token().then(async ({ scope }) => await readTokenRoles(jamf, scope));
	roleCache.set(jamf.settings, roles);
	// The refusal is what the user must hear of, whatever goes wrong while it is explained.
	return await roles.catch(() => undefined);
}

function formatRole({ id, displayName }: TokenRole): string {
	return displayName === undefined ? id : `"${displayName}" (ID ${id})`;
}
