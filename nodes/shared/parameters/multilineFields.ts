import type { FieldRow } from '../catalogue/types';

/** A multi-line field and the parameter that contains its text. */
export interface MultilineField {
	row: FieldRow;
	/** Name of the parameter: `scriptContents`. */
	parameter: string;
	/** Whether the parameter is an entry of the collection instead of a separate one. */
	collected: boolean;
}

/** The collection of the multi-line fields without a separate parameter. */
export const MULTILINE_COLLECTION = 'multilineFields';

/** Forms with more multi-line fields only show the important ones. The others can be added. */
const MAX_DIRECT_FIELDS = 4;
/** Minimum height of fields for code or documents. */
const MIN_DOCUMENT_LINES = 10;

/** Names of other parameters of the forms. */
const TAKEN = new Set(['body', 'bodyMode', 'confirm', 'fields', 'id', 'options', 'text', 'xml']);
/** Names that are unclear without the preceding one. */
const VAGUE = new Set(['data', 'key', 'message']);

/** The fields that a resource mapper cannot show, because its inputs are single-line. */
export function findMultilineFields(rows: readonly FieldRow[]): MultilineField[] {
	const found = rows.filter(({ lines }) => lines !== undefined);
	return found.map((row) => ({
		row,
		parameter: chooseParameterName(row, rows),
		collected: found.length > MAX_DIRECT_FIELDS && row.required !== true && (row.lines ?? 0) < MIN_DOCUMENT_LINES,
	}));
}

/** The shortest unambiguous end of the field's name: `selfServiceDescription` for `self_service.self_service_description`. */
function chooseParameterName({ name }: FieldRow, rows: readonly FieldRow[]): string {
	const parts = name.replace(/^general\./, '').split('.');
	const suffixes = parts.map((_, index) => parts.slice(parts.length - 1 - index).join('.'));
	const isClear = (suffix: string) =>
		!TAKEN.has(suffix) &&
		(parts.length === 1 || !VAGUE.has(suffix)) &&
		rows.filter((row) => row.lines !== undefined && `.${row.name}`.endsWith(`.${suffix}`)).length === 1;
	const suffix = suffixes.find(isClear);
	return suffix === undefined ? `${toCamelCase(name)}Text` : toCamelCase(suffix);
}

function toCamelCase(name: string): string {
	return name.replace(/[._]+(\w)/g, (_, letter: string) => letter.toUpperCase());
}
