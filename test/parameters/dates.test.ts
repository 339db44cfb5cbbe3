import fc from 'fast-check';
import { normalizeDate } from '../../nodes/shared/parameters/dates';
import { InputError } from '../../nodes/shared/transport/errors/errors';

const ownZone = process.env.TZ;
afterEach(() => {
	if (ownZone === undefined) delete process.env.TZ;
	else process.env.TZ = ownZone;
});

test.each([
	['2026-11-25T10:00:00.6Z', '2026-11-25T10:00:00.600Z'],
	['2026-11-25T10:00:00.123456Z', '2026-11-25T10:00:00.123Z'],
	['2026-11-25T10:00:00Z', '2026-11-25T10:00:00.000Z'],
	['2026-11-25T10:00Z', '2026-11-25T10:00:00.000Z'],
	['2026-11-25T12:00:00+02:00', '2026-11-25T10:00:00.000Z'],
	['2026-11-25T12:00:00.5+0200', '2026-11-25T10:00:00.500Z'],
	['2026-11-25', '2026-11-25'],
	['2026-11*', '2026-11*'],
	['2026-11-25T10:00 (in the lab)', '2026-11-25T10:00 (in the lab)'],
	['2026-99-25T10:00:00Z', '2026-99-25T10:00:00Z'],
	['2026-99-25T10:00:00', '2026-99-25T10:00:00'],
	['C02XK1JDJGH5', 'C02XK1JDJGH5'],
])('sends the date %s as %s', (given, sent) => expect(normalizeDate(given, 'America/New_York')).toBe(sent));

// Local times and their instants, by the rules of each zone. A time skipped by a clock change is shifted forward; of a repeated
// hour the first occurrence is used.
test.each([
	['UTC', '2026-07-01T10:00:00', '2026-07-01T10:00:00.000Z'],
	['Europe/Berlin', '2026-07-01T10:00', '2026-07-01T08:00:00.000Z'],
	['Europe/Berlin', '2026-01-01T10:00:00.25', '2026-01-01T09:00:00.250Z'],
	['Europe/Berlin', '2026-03-29T01:59:59', '2026-03-29T00:59:59.000Z'],
	['Europe/Berlin', '2026-03-29T02:00:00', '2026-03-29T01:00:00.000Z'],
	['Europe/Berlin', '2026-03-29T02:30:00', '2026-03-29T01:30:00.000Z'],
	['Europe/Berlin', '2026-03-29T03:00:00', '2026-03-29T01:00:00.000Z'],
	['Europe/Berlin', '2026-10-25T01:59:59', '2026-10-24T23:59:59.000Z'],
	['Europe/Berlin', '2026-10-25T02:00:00', '2026-10-25T00:00:00.000Z'],
	['Europe/Berlin', '2026-10-25T02:30:00', '2026-10-25T00:30:00.000Z'],
	['Europe/Berlin', '2026-10-25T03:00:00', '2026-10-25T02:00:00.000Z'],
	['America/New_York', '2026-03-08T01:59:59', '2026-03-08T06:59:59.000Z'],
	['America/New_York', '2026-03-08T02:30:00', '2026-03-08T07:30:00.000Z'],
	['America/New_York', '2026-03-08T03:00:00', '2026-03-08T07:00:00.000Z'],
	['America/New_York', '2026-11-01T01:30:00', '2026-11-01T05:30:00.000Z'],
	['America/New_York', '2026-11-01T02:00:00', '2026-11-01T07:00:00.000Z'],
	['America/St_Johns', '2026-01-15T12:00:00', '2026-01-15T15:30:00.000Z'],
	['Australia/Lord_Howe', '2026-04-05T01:45:00', '2026-04-04T14:45:00.000Z'],
	['Australia/Lord_Howe', '2026-10-04T02:15:00', '2026-10-03T15:45:00.000Z'],
	['Asia/Kathmandu', '2026-07-01T10:00:00', '2026-07-01T04:15:00.000Z'],
	['Asia/Kolkata', '2026-07-01T00:00:00', '2026-06-30T18:30:00.000Z'],
	['Pacific/Apia', '2011-12-30T10:00:00', '2011-12-30T20:00:00.000Z'],
	['Pacific/Kiritimati', '2026-01-01T00:00:00', '2025-12-31T10:00:00.000Z'],
])('in %s %s is %s, whatever the zone of n8n', (zone, given, sent) => {
	for (const own of ['UTC', 'Asia/Tokyo', 'America/Los_Angeles']) {
		process.env.TZ = own;
		expect(normalizeDate(given, zone)).toBe(sent);
	}
});

const moment = fc.date({ min: new Date('1990-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));

test('converts a local time to its instant, or to the first occurrence of a repeated hour', () => {
	fc.assert(
		fc.property(moment, zone, (at, name) => {
			const sent = Date.parse(normalizeDate(clock(at, name), name));
			if (sent === at.getTime()) return;
			expect(sent).toBeLessThan(at.getTime());
			expect(clock(new Date(sent), name)).toBe(clock(at, name));
		}),
	);
});

/** Local time as n8n's date picker stores it. */
function clock(at: Date, name: string): string {
	const parts = new Intl.DateTimeFormat('en-CA', {
		timeZone: name,
		hourCycle: 'h23',
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
		hour: '2-digit',
		minute: '2-digit',
		second: '2-digit',
	}).formatToParts(at);
	const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
	const ms = String(at.getUTCMilliseconds()).padStart(3, '0');
	return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}.${ms}`;
}

test('reports an unknown zone when a date needs one', () => {
	expect(normalizeDate('2026-07-01T10:00:00Z', 'Moon/Tranquility')).toBe('2026-07-01T10:00:00.000Z');
	const zoneless = () => normalizeDate('2026-07-01T10:00:00', 'Moon/Tranquility');
	expect(zoneless).toThrow(InputError);
	expect(zoneless).toThrow(
		'The time zone "Moon/Tranquility" of the workflow is unknown, and the date "2026-07-01T10:00:00" has no offset.',
	);
});
