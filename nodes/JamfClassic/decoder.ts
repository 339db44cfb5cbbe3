import type { ElementRow } from '../shared/catalogue/elements';
import type { OperationRow, ResourceRow } from '../shared/catalogue/types';
import type { ResponseDecoder } from '../shared/calls/dialect';
import { getPath, hasPath } from '../shared/parameters/propertyPath';
import { readDocument, readXmlText } from './xml/parseResponse';
import { normalizeEntries, normalizeUntyped, normalizeObject } from './xml/normalize';

const XML = { accept: 'application/xml' };

/**
 * How an answer is asked for and read: JSON, or XML where JSON loses data (jamf-behavior 5.3), in the one shape of the elements; or as it
 * comes, for those who choose so.
 */
export function createDecoder(
	row: OperationRow,
	resource: ResourceRow,
	rows: readonly ElementRow[],
	format = '',
): ResponseDecoder {
	const { list } = row;
	const asRow = (value: unknown) => (list === undefined ? value : { [list.field ?? '']: [value] });
	if (format === 'xml') {
		return { headers: XML, raw: true, read: async (response) => asRow({ xml: await readXmlText(response) }) };
	}
	if (format === 'json') return { raw: true, read: async (response) => asRow(await readDocument(response)) };
	return {
		...(row.xml === true && { headers: XML }),
		async read(response) {
			const document = await readDocument(response);
			if (list !== undefined) {
				const field = list.field ?? '';
				return { [field]: document === undefined ? [] : readEntries(valueIn(document, field), rows) };
			}
			if (document === undefined) return undefined;
			const value = valueIn(document, row.root ?? resource.root ?? '');
			// Writes are answered with the ID alone (jamf-behavior 5.1).
			return row.routes[0].method === 'GET' && rows.length > 0 ? normalizeObject(value, rows) : normalizeUntyped(value);
		},
	};
}

/** What stands under a key of the document; dots lead into objects. Under another root it is the only value there is. */
function valueIn(document: Record<string, unknown>, path: string): unknown {
	const [only, ...others] = Object.values(document);
	return others.length === 0 && !hasPath(document, path.split('.')[0] ?? '') ? only : getPath(document, path);
}

function readEntries(raw: unknown, rows: readonly ElementRow[]): unknown[] {
	const [entry, ...others] = rows;
	if (entry?.repeated === true && others.length === 0) return normalizeEntries(raw, entry.name, entry);
	const names = typeof raw === 'object' && raw !== null ? Object.keys(raw).filter((name) => name !== 'size') : [];
	return normalizeEntries(raw, names.length === 1 ? (names[0] ?? '') : '', {
		of: rows.filter(({ repeated }) => repeated !== true),
	});
}
