import type { ElementRow } from '../../shared/catalogue/elements';

/**
 * Parts of a scope that the server has and does not tell, such as `jss_users` of policies: a write empties them (jamf-behavior 5.2).
 * Whether a scope means everybody is one of them.
 */
export function findUnreadableFields(
	section: Record<string, unknown>,
	rows: readonly ElementRow[],
	place = '',
): string[] {
	return rows.flatMap(({ name, item, of, readOnly }) => {
		const value = section[name];
		if (readOnly === true) return [];
		if (item !== undefined || of === undefined) return value === undefined ? [place + name] : [];
		return findUnreadableFields((value ?? {}) as Record<string, unknown>, of, `${place}${name}.`);
	});
}

/**
 * Lists in a scope that no row knows, from a server that is newer than the rows: what their entries are called in XML is not
 * known, so that a write would empty them.
 */
export function findUnknownLists(section: Record<string, unknown>, rows: readonly ElementRow[], place = ''): string[] {
	return Object.entries(section).flatMap(([name, value]) => {
		const row = rows.find((each) => each.name === name);
		if (row?.item !== undefined) return [];
		if (Array.isArray(value)) return value.length > 0 ? [place + name] : [];
		if (typeof value !== 'object' || value === null) return [];
		return findUnknownLists(value as Record<string, unknown>, row?.of ?? [], `${place}${name}.`);
	});
}
