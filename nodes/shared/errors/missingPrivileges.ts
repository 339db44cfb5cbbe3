import type { JamfClient } from '../transport/client';
import type { ResponseError } from '../transport/errors/errors';
import type { Settings } from '../transport/types';
import { findCommandPrivileges } from './mdmCommandPrivileges';
import { readTokenRoles, type TokenRole } from './tokenRoles';

const WHERE = 'in Jamf Pro under Settings > API roles and clients';
const ADD = `Add what is missing to a role of the client ${WHERE}. It takes effect with the next token.`;

/** Privileges of which one is enough, depending on the device type. */
type PrivilegeAlternatives = readonly string[];

/**
 * Adds the required privileges, and those that the client's roles lack, to a 403.
 *
 * @param documented the privileges of the row; `undefined` when unknown
 */
export async function explainForbidden(
	jamf: JamfClient,
	error: ResponseError,
	documented: readonly string[] | undefined,
): Promise<ResponseError> {
	const { method, path, command } = error.request ?? {};
	// jamf-behavior 1.5: a client that is limited to sites must name one.
	if (error.details.some(({ field }) => field === 'siteId')) {
		return error.reworded(
			error.code,
			`The API client is limited to sites and must say for which this is (${method} ${path}, HTTP ${error.status}): ${error.serverMessage}`,
			'Give siteId, the ID of a site that the client has, among the fields or in the JSON.',
		);
	}
	const roles = await readRoles(jamf);
	const commandNeeds = command === undefined ? undefined : findCommandPrivileges(command);
	const needs =
		documented === undefined
			? undefined
			: [...documented.map((each) => [each]), ...(commandNeeds ? [commandNeeds] : [])];
	const has =
		roles === undefined
			? ''
			: `The client has ${roles.length === 0 ? 'no API role' : `the API role ${roles.map(formatRole).join(' and ')}`}.`;
	const also =
		command !== undefined && commandNeeds === undefined
			? `The command ${command} also needs a Send privilege of its own, which Jamf does not document.`
			: '';
	const [what, hint] = describeMissing(needs, roles);
	return error.reworded(
		error.code,
		`${what} (${method} ${path}, HTTP ${error.status})${serverText(error)}`,
		[has, also, hint].filter((each) => each !== '').join(' '),
	);
}

/** The Classic API only has a generic page for its 401. */
function serverText({ status, serverMessage }: ResponseError): string {
	return status === 401 || serverMessage === '' ? '' : `: ${serverMessage}`;
}

function describeMissing(
	needs: readonly PrivilegeAlternatives[] | undefined,
	roles: readonly TokenRole[] | undefined,
): [what: string, hint: string] {
	if (needs === undefined) {
		return [
			'The API client lacks a privilege; Jamf does not document which one this needs',
			`Compare with a role that may do it, and add what is missing ${WHERE}. It takes effect with the next token.`,
		];
	}
	if (roles === undefined || !roles.every(({ privileges }) => privileges !== undefined)) {
		return [`The API client lacks a privilege; this needs ${quote(needs)}`, ADD];
	}
	const granted = new Set(roles.flatMap(({ privileges }) => privileges ?? []));
	const missing = needs.filter((need) => !need.some((privilege) => granted.has(privilege)));
	if (missing.length > 0) return [`The API client lacks the privilege ${quote(missing)}`, ADD];
	const others = needs.flat().filter((privilege) => !granted.has(privilege));
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
	return displayName === undefined ? id : `"${displayName}" (ID ${id})`;
}
