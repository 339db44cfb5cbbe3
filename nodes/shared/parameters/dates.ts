import { InputError } from '../transport/errors/errors';

const DAY_MS = 86_400_000;

/**
 * The server wants three fraction digits and a Z, and sends other forms itself (jamf-behavior 3.4). What is no date with a time stays.
 *
 * @param zone whose clocks a date without a zone goes by: `Europe/Berlin`
 */
export function normalizeDate(text: string, zone: string): string {
	const [, clock, offset] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?$/.exec(text) ?? [];
	if (clock === undefined) return text;
	const date = offset === undefined ? new Date(`${clock}Z`) : new Date(text);
	if (Number.isNaN(date.getTime())) return text;
	return (offset === undefined ? new Date(momentOf(date.getTime(), zone, text)) : date).toISOString();
}

/** When clocks of a zone show a time. Of an hour that comes twice the first; an hour that is skipped counts on from before it. */
function momentOf(clock: number, zone: string, text: string): number {
	const format = offsetFormat(zone, text);
	// Clocks change once in two days at most.
	const moments = [clock - DAY_MS, clock + DAY_MS].map((near) => clock - offsetAt(near, format));
	return moments.find((moment) => moment + offsetAt(moment, format) === clock) ?? moments[0] ?? clock;
}

function offsetFormat(zone: string, text: string): Intl.DateTimeFormat {
	try {
		return new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
	} catch {
		throw unknownZone(zone, text);
	}
}

function unknownZone(zone: string, text: string): InputError {
	return new InputError(
		`The time zone "${zone.slice(0, 60)}" of the workflow is unknown, and the date "${text}" has none.`,
		'Choose a Timezone in the settings of the workflow, or end the date with its zone, such as Z or +02:00.',
	);
}

/** How far clocks are before UTC at a moment. The format names it: `GMT+05:45`, `GMT`, in old times with seconds. */
function offsetAt(moment: number, format: Intl.DateTimeFormat): number {
	const name = format.formatToParts(moment).find(({ type }) => type === 'timeZoneName')?.value ?? '';
	const [, sign, hours, minutes, seconds = 0] = /([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(name) ?? [];
	if (sign === undefined) return 0;
	const ms = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
	return sign === '-' ? -ms : ms;
}
