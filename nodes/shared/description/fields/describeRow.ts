import type { Dialect } from '../../calls/dialect';
import { findSuccessor } from '../../catalogue/find';
import { pro } from '../../catalogue/lookup';
import { describePrivilege, listRoutePrivileges } from '../../catalogue/privileges';
import type { OperationRow } from '../../catalogue/types';

/** The text below the name in the operation picker: description, deprecation and privileges. */
export function describeRow(dialect: Dialect, row: OperationRow): string {
	const { description, routes, deprecated } = row;
	const { renamedPrivileges } = dialect.catalogue;
	const needs = listRoutePrivileges(routes[0])?.map((names) =>
		names.map((name) => describePrivilege(renamedPrivileges, name)).join(' or '),
	);
	return [
		...(description === undefined ? [] : [description]),
		...(deprecated === undefined ? [] : [describeDeprecation(dialect, row)]),
		...(needs === undefined ? [] : [`Needs ${needs.join(', ')}`]),
	].join('. ');
}

/** Since when Jamf has deprecated an operation, and what replaces it. */
export function describeDeprecation({ api, catalogue }: Dialect, row: OperationRow): string {
	const successor = findSuccessor({ [api]: catalogue, pro }, api, row);
	const deprecation =
		(row.deprecated ?? '') === '' ? 'Deprecated by Jamf' : `Deprecated by Jamf since ${row.deprecated}`;
	return successor === undefined ? deprecation : `${deprecation}: use ${successor}`;
}
