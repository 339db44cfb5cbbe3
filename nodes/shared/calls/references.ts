import { findListable } from '../catalogue/find';
import type { Dialect } from './dialect';
import { createLookupSource, type LookupSource } from './resolveId';

/**
 * The list of the objects that a field refers to, or `undefined` if there is none.
 *
 * @param of a resource of the same API, or `classic.` and a resource of the Classic API
 */
export function findReferenced(dialect: Dialect, of: string): LookupSource | undefined {
	const [, classic] = /^classic\.(\w+)$/.exec(of) ?? [];
	const owner = classic === undefined ? dialect : dialect.classic?.();
	const listable = owner && findListable(owner.catalogue, classic ?? of);
	return owner && listable && createLookupSource(owner, listable);
}
