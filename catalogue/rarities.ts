/** Operations that are not offered, because they make the others harder to find. */

import type { ResourceRow } from '../nodes/shared/catalogue/types';
import type { Api } from './additions';
import type { Diagnostics } from './diagnostics';
import { findMatches } from './patterns';

/** Patterns by the reason, then by API. */
export type Rarities = Record<string, Partial<Record<Api, string[]>>>;

/** Hides the operations of the overlay. Every pattern must match at least one that is offered otherwise. */
export function hideRarities(
	resources: readonly ResourceRow[],
	rarities: Rarities,
	api: Api,
	diagnostics: Diagnostics,
): void {
	for (const pattern of Object.values(rarities).flatMap((patterns) => patterns[api] ?? [])) {
		const rows = findMatches(resources, pattern).filter(({ hidden }) => hidden !== true);
		if (rows.length === 0)
			diagnostics.add(`overlay/rarities.yaml: no operation of the API ${api} in the pickers matches ${pattern}.`);
		for (const row of rows) row.hidden = true;
	}
}
