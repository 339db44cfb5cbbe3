import type { ElementRow } from '../../shared/catalogue/elements';

/**
 * The parts of a scope that the server stores but does not return, such as `jss_users` of policies. A write would clear them (jamf-behavior
 * 5.2). The flag for all users is one of them.
 */
export function findUnreadableFields(
	section: Record<string, unknown>,
	rows: readonly ElementRow[],
	path = '',
): string[] {
	return rows.flatMap(({ name, item, of, readOnly }) => {
		const value = section[name];
		if (readOnly === true) return [];
		if (item !== undefined || of === undefined) return value === undefined ? [path + name] : [];
		return findUnreadableFields((value ?? {}) as Record<string, unknown>, of, `${path}${name}.`);
	});
}
