import type { FormCall } from '../calls/callOperation';
import type { Dialect } from '../calls/dialect';
import { describeOlderRoute } from '../calls/versionFallback';
import { resolvePathParameters } from '../calls/resolvePathParameters';
import { describePrivilege, listRoutePrivileges } from '../catalogue/privileges';
import type { OperationRow, ResourceRow, RouteRow } from '../catalogue/types';
import { describeDeprecation, describeRow } from '../description/fields/describeRow';
import { describeEffect } from '../description/fields/safety';
import { buildForm } from '../description/form';
import type { Operation } from '../description/operation';
import { assertConfirmed } from '../parameters/assertConfirmed';
import { listRowRequirements } from './requirements/rowRequirements';
import { runFile } from './runFile';
import { runList } from './runList';
import { runSingle } from './runSingle';

/** Creates the operation that a row describes. */
export function createRowOperation(dialect: Dialect, resource: ResourceRow, row: OperationRow): Operation {
	const { value, name, action, hidden, routes } = row;
	const { renamedPrivileges } = dialect.catalogue;
	return {
		value,
		name,
		action,
		description: describeRow(dialect, row),
		...(hidden === true && { hidden }),
		needs: (listRoutePrivileges(routes[0]) ?? []).map((names) =>
			names.map((privilege) => describePrivilege(renamedPrivileges, privilege)).join(' or '),
		),
		...describeEffect(row),
		properties: buildForm(dialect, resource, row),
		requires: (item) => listRowRequirements(dialect, resource, row, item),
		async run(jamf, item) {
			assertConfirmed(row, item);
			const ids = await resolvePathParameters(jamf, dialect, row.path ?? [], item);
			if (row.deprecated !== undefined) item.hint(`${describeDeprecation(dialect, row)}.`);
			const onOlderRoute = (route: RouteRow) => item.hint(describeOlderRoute(route));
			const call: FormCall = { dialect, resource, row, ids, item, onOlderRoute };
			if (row.list !== undefined) return await runList(jamf, call);
			if (row.responseType === 'file' || row.responseType === 'text') return await runFile(jamf, call);
			return await runSingle(jamf, call);
		},
	};
}
