export const isAtLeast = (version: string, wanted: string): boolean =>
	version.localeCompare(wanted, 'en', { numeric: true }) >= 0;
