import { createHash } from 'node:crypto';
import { valueAt } from '../../calls/responseItems';
import type { Content, DeviceRow, FullRow } from '../../changes/types';
import { pickFields } from '../../parameters/outputFields';
import { getPath, isObject } from '../../parameters/propertyPath';
import { unexpectedResponse } from '../../transport/http/responseShape';
import type { ChangeSettings } from './settings';
import type { Source } from './source';

/** @throws UnreadableResponseError when the row has no valid ID */
export function toDeviceRow({ objects, report, checkIn }: Source, includesCheckIns: boolean, row: unknown): DeviceRow {
	const text = valueAt(row, objects.idField ?? 'id');
	const id = Number(text);
	if (!Number.isSafeInteger(id) || id < 1) {
		throw unexpectedResponse(`The server returned a device with the ID "${text.slice(0, 60)}".`, 200);
	}
	const fields = includesCheckIns && checkIn !== undefined ? [report, checkIn] : [report];
	const dates = fields.map(({ path }) => getPath(row, path)).filter((date) => typeof date === 'string');
	const latest = dates.filter((date) => !Number.isNaN(Date.parse(date))).sort((a, b) => Date.parse(b) - Date.parse(a));
	return { id, date: latest[0] ?? null };
}

export function toFullRow(source: Source, settings: ChangeSettings, row: unknown): FullRow {
	const { fields, includesCheckIns, remembersContent, scope } = settings;
	const picked = fields === undefined ? row : pickFields(row, fields);
	const { objects } = source;
	const name = valueAt(row, objects.titleField);
	const serialNumber = valueAt(row, objects.detailField ?? '');
	const device = { id: valueAt(row, objects.idField ?? 'id'), name, serialNumber, ...(isObject(picked) && picked) };
	const content: Content | undefined = remembersContent ? { hash: hash(device), scope, name, serialNumber } : undefined;
	return { ...toDeviceRow(source, includesCheckIns, row), device, ...(content && { content }) };
}

/** Text that changes whenever anything but the dates and addresses of the last contact changes. */
function hash(device: object): string {
	const text = JSON.stringify(device, (key, value: unknown) =>
		key === 'reportDate' || key === 'ipAddress' || /^last[A-Z]/.test(key) ? undefined : value,
	);
	return createHash('sha256').update(text).digest('base64').slice(0, 8);
}
