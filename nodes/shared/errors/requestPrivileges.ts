import { findPrivileges, findRoute } from '../catalogue/find';
import type { Catalogue } from '../catalogue/types';
import type { Api } from '../transport/types';
import { findCommandPrivileges } from './mdmCommandPrivileges';

interface RequestTarget {
	api: Api;
	method: string;
	path: string;
	/** The type of the MDM command in the body. */
	command?: string | undefined;
}

/** The documented privileges of a request, all of which it needs; `undefined` when unknown. */
export function findDocumentedPrivileges(
	catalogue: Catalogue,
	{ api, method, path }: RequestTarget,
): string[] | undefined {
	const fallback = api === 'classic' ? findPrivileges(catalogue, method, path) : undefined;
	return findRoute(catalogue, method, path)?.route.privileges ?? fallback;
}

/** The privileges of a request as text, with those of its MDM command: `Send X Command or Send Y Command`. */
export function describeRequestPrivileges(catalogue: Catalogue, request: RequestTarget): string[] | undefined {
	const documented = findDocumentedPrivileges(catalogue, request);
	const command = request.command === undefined ? undefined : findCommandPrivileges(request.command);
	return documented === undefined || command === undefined ? documented : [...documented, command.join(' or ')];
}
