/**
 * Whether an operation is not offered any more: it has a successor in this node, or a date on which it ended. What servers still
 * have, deprecated or not, people look for here.
 */
export function isRetired(deprecated: string | undefined, replacedBy: string | undefined): boolean {
	if (deprecated === undefined || replacedBy === undefined) return false;
	return deprecated !== '' || !replacedBy.startsWith('pro ');
}
