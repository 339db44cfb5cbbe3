/** What operations do beyond what their method says: read, destroy, grant access, or return secrets. */

import { findOperation } from '../nodes/shared/catalogue/find';
import type { OperationRow, ResourceRow } from '../nodes/shared/catalogue/types';
import { createsOne } from '../nodes/shared/description/form';
import type { Api } from './additions';
import type { Diagnostics } from './diagnostics';
import { findMatches } from './patterns';

type Effect = 'asksSecret' | 'destroys' | 'grants' | 'includesSecrets' | 'reads';

/** Effects of operations that only read, too. */
const OF_READS: readonly Effect[] = ['asksSecret', 'includesSecrets'];

/** Patterns by effect and API. */
export type Effects = Record<Effect, Partial<Record<Api, string[]>>>;

/** Marks the operations of the overlay. Every pattern must match at least one. */
export function markEffects(
	resources: readonly ResourceRow[],
	effects: Effects,
	api: Api,
	diagnostics: Diagnostics,
): void {
	for (const [effect, patterns] of Object.entries(effects) as Array<[Effect, Effects[Effect]]>) {
		for (const pattern of patterns[api] ?? []) {
			const rows = findMatches(resources, pattern).filter((row) => isPossible(effect, row));
			if (rows.length === 0)
				diagnostics.add(
					`overlay/effects.yaml: no operation of the API ${api} that can have the effect ${effect} matches ${pattern}.`,
				);
			for (const row of rows) row[effect] = true;
		}
	}
	for (const resource of resources) {
		if (findOperation(resource, 'get')?.includesSecrets !== true) continue;
		// Return Full Record outputs what Get does.
		for (const row of resource.operations) if (createsOne(resource, row)) row.includesSecrets = true;
	}
}

function isPossible(effect: Effect, { routes: [{ method }] }: OperationRow): boolean {
	return method !== 'GET' || OF_READS.includes(effect);
}
