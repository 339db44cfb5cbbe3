import { findPrivileges, findPrivilegesUnknown, findRoute } from '../catalogue/find';
import type { Catalogue } from '../catalogue/types';
import { listRoutePrivileges, type PrivilegeAlternatives } from '../catalogue/privileges';
import type { Api, DeviceType } from '../transport/types';
import { findCommandPrivileges } from './mdmCommandPrivileges';

/** Catalogues by the API that a request goes to. */
export type Catalogues = Partial<Record<Api, Catalogue>>;

/** A request, by its path or the template of its path. */
export interface ApiRequest {
	api: Api;
	method: string;
	path: string;
	/** The type of the MDM command in its body. */
	command?: string | undefined;
	/** The type of the devices that the command is for, if it is known. */
	deviceType?: DeviceType | undefined;
}

/** A request that an operation sends for the given parameters, or something that the parameters do not determine. */
export type Requirement = RequiredRequest | UnknownRequirement;

interface RequiredRequest {
	request: ApiRequest;
	/** Completes the sentence "The operation ...", such as `looks up the building by name`. */
	why: string;
	/** Whether it depends on something that is not in the workflow. */
	isPossible?: boolean;
	/** What it depends on. Ends the sentence: `unless the ID is entered`. Default: on values of the run. */
	condition?: string;
}

interface UnknownRequirement {
	/** What is not known and why, as a sentence. */
	unknown: string;
}

interface RequiredPrivileges {
	/** All of these are required. `undefined` if Jamf does not document them. */
	needs: PrivilegeAlternatives[] | undefined;
	/** Why they are not documented, if a reason is known. */
	reason?: string | undefined;
	/** The MDM command whose own privilege is not documented. */
	undocumentedCommand?: string;
}

/** The privileges that a request requires, from the catalogue of its API. The only source for errors, roles and documentation. */
export function findRequiredPrivileges(catalogue: Catalogue, request: ApiRequest): RequiredPrivileges {
	const { api, method, path, command, deviceType } = request;
	const found = findRoute(catalogue, method, path);
	const isOther = found === undefined && api === 'classic';
	const privileges = isOther
		? findPrivileges(catalogue, method, path)?.map((each) => [each])
		: found && listRoutePrivileges(found.route);
	const own = command === undefined ? undefined : findCommandPrivileges(command, deviceType);
	return {
		needs: privileges && [...privileges, ...(own === undefined ? [] : [own])],
		...(privileges === undefined && { reason: found && findPrivilegesUnknown(catalogue, found) }),
		...(command !== undefined && own === undefined && { undocumentedCommand: command }),
	};
}

/** The privileges that a request requires as text: `Send X Command or Send Y Command`. `undefined` if they are not known. */
export function describeRequiredPrivileges(catalogue: Catalogue, request: ApiRequest): string[] | undefined {
	return findRequiredPrivileges(catalogue, request).needs?.map((alternatives) => alternatives.join(' or '));
}
