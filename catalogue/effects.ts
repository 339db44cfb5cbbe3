/** What operations do beyond what their method says: read, destroy, or grant access. */

import type { ResourceRow } from '../nodes/shared/catalogue/types';
import type { Api } from './additions';
import type { Diagnostics } from './diagnostics';

type Effect = 'destroys' | 'grants' | 'reads';

/** Patterns such as `building.export` or `*.export`, by effect and API. */
export type Effects = Record<Effect, Partial<Record<Api, string[]>>>;

/** Marks the writing operations of the overlay. Every pattern must match at least one. */
export function markEffects(
	resources: readonly ResourceRow[],
	effects: Effects,
	api: Api,
	diagnostics: Diagnostics,
): void {
	for (const [effect, patterns] of Object.entries(effects) as Array<[Effect, Effects[Effect]]>) {
		for (const pattern of patterns[api] ?? []) {
			const matcher = new RegExp(`^${pattern.replace('.', '\\.').replaceAll('*', '\\w*')}$`);
			const rows = resources.flatMap(({ value, operations }) =>
				operations.filter((row) => row.routes[0].method !== 'GET' && matcher.test(`${value}.${row.value}`)),
			);
			if (rows.length === 0)
				diagnostics.add(`overlay/effects.yaml: no writing operation of the API ${api} matches ${pattern}.`);
			for (const row of rows) row[effect] = true;
		}
	}
}
