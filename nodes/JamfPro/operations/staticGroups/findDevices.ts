import type { IDataObject } from 'n8n-workflow';
import {
	type Entry,
	fieldText,
	type JamfClient,
	type LookupSource,
	type MemberKey,
	quoteRsql,
	readId,
	readObjects,
	valueAt,
} from '../../../shared/operations/kit';

/** Keeps the URL of a filter short. */
const MAX_VALUES_IN_FILTER = 50;
/** From here on, reading the whole list takes fewer requests. */
const MAX_VALUES_LOOKED_UP = 500;

interface Devices {
	source: LookupSource;
	/** Where the inventory has whether a device is managed. */
	managedField: string;
	/** The names of the keys in filters. */
	filterFields: Record<MemberKey['mode'], string>;
}

/** Finds devices by one of their identifiers. */
export async function findDevices(
	jamf: JamfClient,
	{ source, managedField, filterFields }: Devices,
	{ mode }: MemberKey,
	values: readonly string[],
): Promise<Entry[]> {
	const chunks = Array.from({ length: Math.ceil(values.length / MAX_VALUES_IN_FILTER) }, (_, index) =>
		values.slice(index * MAX_VALUES_IN_FILTER, (index + 1) * MAX_VALUES_IN_FILTER),
	);
	const filters =
		values.length > MAX_VALUES_LOOKED_UP
			? ['']
			: chunks.map((chunk) => `${filterFields[mode]}=in=(${chunk.map(quoteRsql).join(',')})`);
	const rows = await Promise.all(filters.map(async (filter) => await readObjects(jamf, source, filter, Infinity)));
	return rows.flat().map((row) => toEntry(source, managedField, row));
}

function toEntry(source: LookupSource, managedField: string, row: IDataObject): Entry {
	const managed = valueAt(row, managedField);
	return {
		id: readId(source, row),
		name: valueAt(row, source.objects.titleField),
		serialNumber: fieldText(row, 'serialNumber'),
		udid: fieldText(row, 'udid'),
		...(managed !== '' && { managed: managed === 'true' }),
	};
}
