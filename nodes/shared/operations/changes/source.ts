import type { Dialect } from '../../calls/dialect';
import { findOperation, findResource } from '../../catalogue/find';
import type { ListRow, ObjectsRow, OperationRow, ResourceRow } from '../../catalogue/types';
import { describeEffect } from '../../description/fields/safety';
import type { Operation } from '../../description/operation';

/** The resources whose changes can be read. */
export const INVENTORIES = ['computer', 'mobileDevice'] as const;

export type Inventory = (typeof INVENTORIES)[number];

/** A date of a device: where it is in a row, and its name in a filter. */
interface DateField {
	path: string;
	filter: string;
}

/** jamf-behavior 10.2: the dates that the server can filter by. */
const DATES: Record<Inventory, { report: DateField; checkIn?: DateField }> = {
	computer: {
		report: { path: 'general.reportDate', filter: 'general.reportDate' },
		checkIn: { path: 'general.lastCheckIn', filter: 'general.lastCheckIn' },
	},
	mobileDevice: { report: { path: 'general.lastInventoryUpdateDate', filter: 'lastInventoryUpdateDate' } },
};

/** The rows behind the changes of a resource. */
export interface Source {
	dialect: Dialect;
	resource: ResourceRow;
	objects: ObjectsRow;
	row: OperationRow;
	list: ListRow;
	get: OperationRow;
	effect: Pick<Operation, 'reads' | 'secrets'>;
	report: DateField;
	checkIn?: DateField;
}

export function findSource(dialect: Dialect, value: Inventory): Source {
	const resource = findResource(dialect.catalogue, value);
	const [row, get] = ['getAll', 'get'].map((operation) => findOperation(resource, operation));
	if (resource?.objects === undefined || row?.list === undefined || get === undefined) {
		throw new TypeError(`no inventory of ${value}`);
	}
	const { objects } = resource;
	return { dialect, resource, objects, row, list: row.list, get, effect: describeEffect(row), ...DATES[value] };
}
