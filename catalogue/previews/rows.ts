/** The item that a row returns by default. */

import type { OperationRow } from '../../nodes/shared/catalogue/types';
import { nameFlatFields } from '../../nodes/shared/parameters/outputFields';
import { objectOf, TEXT, toItem, type PreviewSchema } from './schema';

const FILE = objectOf({ fileName: TEXT, mimeType: TEXT, fileSize: TEXT });

/** @param result the object in the response, or an entry of the list; `undefined` if the response has no documented content */
export function previewRow(row: OperationRow, result: PreviewSchema | undefined): PreviewSchema {
	if (row.responseType === 'file') return FILE;
	if (row.responseType === 'text') return objectOf({ data: TEXT });
	if (row.responseType === 'nothing' || result === undefined) return previewWrite(row);
	const item = toItem(result);
	return row.simplify === undefined ? item : pickProperties(item, row);
}

/** A write without a response body. */
function previewWrite({ value, path }: OperationRow): PreviewSchema {
	const outcome = value.startsWith('delete') ? 'deleted' : 'success';
	return objectOf({ [outcome]: { type: 'boolean' }, ...(path !== undefined && { id: TEXT }) });
}

/** The fields that Simplify keeps, under their names in the item. */
function pickProperties(item: PreviewSchema, row: OperationRow): PreviewSchema {
	const fields = [...nameFlatFields(row)].flatMap(([path, name]) => {
		const found = path.split('.').reduce<PreviewSchema | undefined>((at, part) => at?.properties?.[part], item);
		return found === undefined ? [] : [[name, found] as const];
	});
	return objectOf(Object.fromEntries(fields));
}
