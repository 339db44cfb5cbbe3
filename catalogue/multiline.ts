/** Marks the body fields whose text can have several lines. */

import type { FieldRow } from '../nodes/shared/catalogue/types';

/** Height of the input in lines, by the name of a field, or by its name and the one before it. */
export type MultilineFields = Record<string, number>;

/** Sets `lines` on the texts of forms. Other types have their own inputs. */
export function markMultiline(
	forms: Record<string, FieldRow[]>,
	multiline: MultilineFields,
): Record<string, FieldRow[]> {
	const mark = (row: FieldRow): FieldRow => {
		const parts = row.name.split('.');
		const lines = multiline[parts.slice(-2).join('.')] ?? multiline[parts.at(-1) ?? ''];
		return row.type === 'string' && lines !== undefined ? { ...row, lines } : row;
	};
	return Object.fromEntries(Object.entries(forms).map(([name, rows]) => [name, rows.map(mark)]));
}
