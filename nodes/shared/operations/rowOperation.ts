import type { FormCall } from '../calls/callOperation';
import type { Dialect } from '../calls/dialect';
import { resolvePathParameters } from '../calls/resolvePathParameters';
import { findSuccessor } from '../catalogue/find';
import { pro } from '../catalogue/lookup';
import { describePrivilege } from '../catalogue/privileges';
import type { OperationRow, ResourceRow } from '../catalogue/types';
import { buildForm } from '../description/form';
import type { Operation } from '../description/operation';
import type { ItemParameters } from '../parameters/itemParameters';
import { InputError } from '../transport/errors/errors';
import { runFile } from './runFile';
import { runList } from './runList';
import { runSingle } from './runSingle';

/** Creates the operation that a row describes. */
export function createRowOperation(dialect: Dialect, resource: ResourceRow, row: OperationRow): Operation {
	const { value, name, action, hidden } = row;
	return {
		value,
		name,
		action,
		description: describeRow(dialect, row),
		...(hidden === true && { hidden }),
		properties: buildForm(dialect, resource, row),
		async run(jamf, item) {
			assertConfirmed(row, item);
			const ids = await resolvePathParameters(jamf, dialect, row.path ?? [], item);
			const call: FormCall = { dialect, resource, row, ids, item };
			if (row.list !== undefined) return await runList(jamf, call);
			if (row.answer === 'file' || row.answer === 'text') return await runFile(jamf, call);
			return await runSingle(jamf, call);
		},
	};
}

function describeRow({ api, catalogue }: Dialect, row: OperationRow): string {
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

function assertConfirmed({ destructive, name }: OperationRow, item: ItemParameters): void {
	if (destructive !== true || item.boolean('confirm')) return;
	throw new InputError(
		`"${name}" can destroy data and was not confirmed.`,
		'Nothing was sent. Turn on Confirm if you are sure.',
	);
}
