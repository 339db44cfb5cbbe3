import type { FieldRow } from '../catalogue/types';

/** A field with IDs of several objects, and the parameter in which they are selected. */
export interface ObjectList {
	row: FieldRow;
	/** Resource of the objects; with `classic.` if only the Classic API lists them. */
	of: string;
	/** Name of the parameter: `customPackageIds`. */
	parameter: string;
}

/** The fields that a resource mapper cannot show, because it has no input for several choices. */
export function findObjectLists(rows: readonly FieldRow[]): ObjectList[] {
	return rows.flatMap((row) => {
		const { name, of, list } = row;
		if (list !== true || of === undefined) return [];
		const parameter = name.replace(/[._]+(\w)/g, (_, letter: string) => letter.toUpperCase());
		return [{ row, of, parameter }];
	});
}

/** Whether a field has a parameter beside the resource mapper. */
export function isBesideMapper({ lines, list, of }: FieldRow): boolean {
	return lines !== undefined || (list === true && of !== undefined);
}
