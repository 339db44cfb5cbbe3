/** Finds what an update that merges into the object it read must leave out or must not clear. */

import type { BodyRow } from '../nodes/shared/catalogue/bodyRow';
import type { ApiDocument, Schema } from './document';
import type { AssignedOperation } from './assignOperations';
import type { Diagnostics } from './diagnostics';
import { findUnwritablePaths, findWriteOnlyPaths } from './expectations';

/** In the overlay: a PUT without this secret keeps it. */
const KEPT = 'kept';

export function buildMergeTraits(
	api: ApiDocument,
	merge: string | undefined,
	siblings: readonly AssignedOperation[],
	body: Schema,
	curated: Partial<BodyRow>,
	name: string,
	diagnostics: Diagnostics,
): Pick<BodyRow, 'secrets' | 'unwritable'> {
	const { secrets = {} } = curated;
	const documented = merge === undefined ? [] : findWriteOnlyPaths(api, body);
	for (const path of documented)
		if (!(path in secrets))
			diagnostics.add(`${name}: no response contains ${path}. State in \`body: { secrets: ... }\` when it is in use.`);
	for (const path of Object.keys(secrets))
		if (!documented.includes(path))
			diagnostics.add(`${name}: \`secrets\` lists ${path}, which the document does not mark as write-only.`);
	const reader = siblings.find(({ operation }) => operation === merge)?.versions[0];
	const response = api.resolve(reader?.response?.schema);
	const unwritable = merge === undefined ? [] : findUnwritablePaths(api, response, body);
	const cleared = Object.entries(secrets).filter(([, indicator]) => indicator !== KEPT);
	return {
		unwritable: unwritable.length > 0 ? unwritable : undefined,
		secrets: cleared.length > 0 ? Object.fromEntries(cleared) : undefined,
	};
}
