import type { Dialect } from '../../calls/dialect';
import { findSuccessor } from '../../catalogue/find';
import { pro } from '../../catalogue/lookup';
import { describePrivilege } from '../../catalogue/privileges';
import type { OperationRow } from '../../catalogue/types';

/** The text below the name in the operation picker: description, deprecation and privileges. */
export function describeRow({ api, catalogue }: Dialect, row: OperationRow): string {
	const { description, routes, deprecated } = row;
	const needs = routes[0].privileges?.map((name) => describePrivilege(catalogue.renamedPrivileges, name));
	return [
		...(description === undefined ? [] : [description]),
		...(deprecated === undefined
			? []
			: [describeDeprecation(deprecated, findSuccessor({ [api]: catalogue, pro }, api, row))]),
		...(needs === undefined ? [] : [`Needs ${needs.join(', ')}`]),
	].join('. ');
}

function describeDeprecation(since: string, successor: string | undefined): string {
	const deprecation = since === '' ? 'Deprecated by Jamf' : `Deprecated by Jamf since ${since}`;
	return successor === undefined ? deprecation : `${deprecation}: use ${successor}`;
}
