/** The elements of Classic objects as previews. */

import type { ElementRow } from '../../nodes/shared/catalogue/elements';
import { objectOf, TEXT, type PreviewSchema } from './schema';

/** An object with these elements, as it is returned. */
export function previewElements(rows: readonly ElementRow[]): PreviewSchema {
	const readable = rows.filter(({ writeOnly }) => writeOnly !== true);
	return objectOf(Object.fromEntries(readable.map((row) => [row.name, previewElement(row)])));
}

function previewElement(row: ElementRow): PreviewSchema {
	const value = row.of === undefined ? previewText(row.type) : previewElements(row.of);
	return row.item === undefined && row.repeated !== true ? value : { type: 'array', items: value };
}

function previewText(type: ElementRow['type']): PreviewSchema {
	return type === 'boolean' || type === 'number' ? { type } : TEXT;
}
