import { findListable } from '../shared/catalogue/find';
import { pro } from '../shared/catalogue/lookup';
import { createLookupSource, type LookupSource } from '../shared/calls/resolveId';
import { dialect } from './dialect';

/** The listed objects of a resource, for hand-written operations. */
export function findLookupSource(resource: string): LookupSource {
	const listable = findListable(pro, resource);
	if (listable === undefined) throw new TypeError(`no list of ${resource}`);
	return createLookupSource(dialect, listable);
}
