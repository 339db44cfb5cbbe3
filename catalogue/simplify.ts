/** The fields that Simplify keeps, as the overlay lists them. */

import type { OperationRow } from '../nodes/shared/catalogue/types';

/** Paths in the response, or names in the item with their paths. Without a name, a field has the last part of its path as its name. */
export type SimplifyOverlay = Array<string | Record<string, string>>;

/** @returns the traits of a row */
export function readSimplify(given: SimplifyOverlay | undefined): Pick<OperationRow, 'simplify' | 'simplifyAs'> {
	if (given === undefined) return {};
	const named = given.flatMap((each) => (typeof each === 'string' ? [] : Object.entries(each)));
	const simplify = given.flatMap((each) => (typeof each === 'string' ? [each] : Object.values(each)));
	const names = Object.fromEntries(named.map(([name, path]) => [path, name]));
	return { simplify, ...(named.length > 0 && { simplifyAs: names }) };
}

/** The names of the simplified fields that occur more than once. */
export function findRepeatedNames({ simplify = [], simplifyAs = {} }: Partial<OperationRow>): string[] {
	const names = simplify.map((path) => simplifyAs[path] ?? path.split('.').at(-1) ?? path);
	return names.filter((name, index) => names.indexOf(name) !== index);
}
