/**
 * Whether a deprecated operation is hidden from the picker: its successor is in this node, or in the Jamf Pro node and the
 * deprecation has a date. All others stay visible, because servers still have them and people look for them here.
 */
export function isRetired(deprecated: string | undefined, replacedBy: string | undefined): boolean {
	if (deprecated === undefined || replacedBy === undefined) return false;
	return deprecated !== '' || !replacedBy.startsWith('pro ');
}
