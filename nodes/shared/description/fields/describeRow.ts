import type { Dialect } from '../../calls/dialect';
import { findSuccessor } from '../../catalogue/find';
import { pro } from '../../catalogue/lookup';
import type { OperationRow } from '../../catalogue/types';

/** The text below the name in the operation picker, without the privileges: description and deprecation. */
export function describeRow(dialect: Dialect, row: OperationRow): string {
	const { description, deprecated } = row;
	return [
		...(description === undefined ? [] : [description]),
		...(deprecated === undefined ? [] : [describeDeprecation(dialect, row)]),
	].join('. ');
}

/** Since when Jamf has deprecated an operation, and what replaces it. */
export function describeDeprecation({ api, catalogue }: Dialect, row: OperationRow): string {
	const successor = findSuccessor({ [api]: catalogue, pro }, api, row);
	const deprecation =
		(row.deprecated ?? '') === '' ? 'Deprecated by Jamf' : `Deprecated by Jamf since ${row.deprecated}`;
	return successor === undefined ? deprecation : `${deprecation}: use ${successor}`;
}
