/** Date and time formats of policies (jamf-behavior 11.53). Each function returns `undefined` for any other text. */

/** `2026-12-31 17:30:00`, in the time zone of the server. */
export function toServerDateTime(text: string): string | undefined {
	const [, day, minutes, seconds = ':00'] =
		/^\s*(\d{4}-\d\d-\d\d)[ T]((?:[01]\d|2[0-3]):[0-5]\d)(:[0-5]\d)?(?:\.\d+)?\s*$/.exec(text) ?? [];
	return day === undefined || minutes === undefined ? undefined : `${day} ${minutes}${seconds}`;
}

/**
 * Converts `5:00 PM` or `17:00` to `65:00 AM`: the server only stores times of more than a day, modulo one day. A real time would clear
 * both ends of the window.
 */
export function toNoExecuteTime(text: string): string | undefined {
	const [, hour = '', minute = '', meridiem] = /^\s*(\d{1,2}):([0-5]\d)(?: ?([AP]M))?\s*$/i.exec(text) ?? [];
	const hours = Number(hour);
	if (hour === '' || (meridiem === undefined ? hours > 23 : hours < 1 || hours > 12)) return undefined;
	const noon = meridiem?.toUpperCase() === 'PM' ? 12 : 0;
	return `${(meridiem === undefined ? hours : (hours % 12) + noon) + 48}:${minute} AM`;
}

/** `2027-01-01T01:00:00.000+0000`. */
export function toUtc(text: string): string | undefined {
	const isZoned = /^\s*\d{4}-\d\d-\d\dT\d\d:\d\d\S*(?:Z|[+-]\d\d:?\d\d)\s*$/.test(text);
	const date = new Date(text.trim().replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
	return isZoned && !Number.isNaN(date.getTime()) ? date.toISOString().replace('Z', '+0000') : undefined;
}
