import { InputError } from '../transport/errors/errors';

const DAY_MS = 86_400_000;

/**
 * Normalizes a date to UTC with milliseconds, as the server expects (jamf-behavior 3.4). Text that is not a date with a time is returned
 * unchanged.
 *
 * @param zone the time zone for dates that do not specify one: `Europe/Berlin`
 */
export function normalizeDate(text: string, zone: string): string {
	const [, local, offset] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?$/.exec(text) ?? [];
	if (local === undefined) return text;
	const date = offset === undefined ? new Date(`${local}Z`) : new Date(text);
	if (Number.isNaN(date.getTime())) return text;
	return (offset === undefined ? new Date(toUtc(date.getTime(), zone, text)) : date).toISOString();
}

/** Converts local time to UTC. When clocks change, an ambiguous time is the earlier one, and a skipped time moves forward. */
function toUtc(local: number, zone: string, text: string): number {
	const format = createOffsetFormat(zone, text);
	// At most one clock change within two days.
	const candidates = [local - DAY_MS, local + DAY_MS].map((nearby) => local - readOffset(nearby, format));
	return candidates.find((utc) => utc + readOffset(utc, format) === local) ?? candidates[0] ?? local;
}

function createOffsetFormat(zone: string, text: string): Intl.DateTimeFormat {
	try {
		return new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
	} catch {
		throw createZoneError(zone, text);
	}
}

function createZoneError(zone: string, text: string): InputError {
	return new InputError(
		`The time zone "${zone.slice(0, 60)}" of the workflow is unknown, and the date "${text}" has no offset.`,
		'Set the Timezone in the workflow settings, or add an offset to the date, such as Z or +02:00.',
	);
}

/** The UTC offset in milliseconds, from `GMT+05:45` or `GMT`; historical offsets have seconds. */
function readOffset(utc: number, format: Intl.DateTimeFormat): number {
	const name = format.formatToParts(utc).find(({ type }) => type === 'timeZoneName')?.value ?? '';
	const [, sign, hours, minutes, seconds = 0] = /([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(name) ?? [];
	if (sign === undefined) return 0;
	const ms = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
	return sign === '-' ? -ms : ms;
}
