import type { ElementRow } from '../../shared/catalogue/elements';

/**
 * Parts of a scope that the server has and does not tell, such as `jss_users` of policies: a write empties them (facts 5.2).
 * Whether a scope means everybody is one of them.
 */
export function untold(section: Record<string, unknown>, rows: readonly ElementRow[], place = ''): string[] {
	return rows.flatMap(({ name, item, of, readOnly }) => {
		const value = section[name];
		if (readOnly === true) return [];
		if (item !== undefined || of === undefined) return value === undefined ? [place + name] : [];
		return untold((value ?? {}) as Record<string, unknown>, of, `${place}${name}.`);
	});
}
