/** The item that a row returns by default. */

import type { OperationRow } from '../../nodes/shared/catalogue/types';
import { objectOf, TEXT, toItem, type PreviewSchema } from './schema';

const FILE = objectOf({ fileName: TEXT, mimeType: TEXT, fileSize: TEXT });

/** @param result the object in the response, or an entry of the list; `undefined` if the response has no documented content */
export function previewRow(row: OperationRow, result: PreviewSchema | undefined): PreviewSchema {
	if (row.answer === 'file') return FILE;
	if (row.answer === 'text') return objectOf({ data: TEXT });
	if (row.answer === 'nothing' || result === undefined) return previewWrite(row);
	const item = toItem(result);
	return row.simplify === undefined ? item : pickProperties(item, row.simplify);
}

/** A write without a response body. */
function previewWrite({ value, path }: OperationRow): PreviewSchema {
	const outcome = value.startsWith('delete') ? 'deleted' : 'success';
	return objectOf({ [outcome]: { type: 'boolean' }, ...(path !== undefined && { id: TEXT }) });
}

/** The fields that Simplify keeps. */
function pickProperties(schema: PreviewSchema, fields: readonly string[]): PreviewSchema {
	const picked: Record<string, PreviewSchema> = {};
	for (const field of fields) {
		const [first = '', ...rest] = field.split('.');
		const inner = schema.properties?.[first];
		if (inner === undefined) continue;
		const own = rest.length === 0 || inner.type !== 'object' ? inner : pickProperties(inner, [rest.join('.')]);
		picked[first] = objectOf({ ...picked[first]?.properties, ...own.properties });
		if (own.properties === undefined) picked[first] = own;
	}
	return { ...schema, properties: picked };
}
