import type { WireElement } from './wire';
import { mix } from '../random';
import { type ClassicObject, type ClassicValue, isHidden } from './tree';

/** The ID of an object of the type with this root element, if the type exists. */
export type Pick = (root: string, draw: number) => ClassicObject | undefined;

interface Source {
	seed: number;
	id: number;
	pick: Pick;
}

const MAX_DEPTH = 6;
const HOUR = 3_600_000;
const FIRST_DAY = Date.UTC(2026, 5, 1);

/** A plausible object generated only from its elements, the same for the same seed and ID. */
export function sample(rows: readonly WireElement[], source: Source, salt = 1, depth = 0): ClassicObject {
	const object: ClassicObject = {};
	for (const [index, row] of rows.entries()) {
		const draw = mix(source.seed, source.id, salt * 31 + index);
		const value = sampleValue(row, source, draw, depth);
		if (value !== undefined) object[row.name] = value;
	}
	return object;
}

function sampleValue(row: WireElement, source: Source, draw: number, depth: number): ClassicValue | undefined {
	if (depth > MAX_DEPTH || isHidden(row)) return undefined;
	if (row.item === undefined && !row.repeated) return sampleEntry(row, row.name, source, draw, depth);
	// None, one and several, which are the difficult cases for readers.
	const entries = Array.from({ length: draw % 3 }, (_, index) =>
		sampleEntry(row, row.item ?? row.name, source, draw + 7 * index, depth),
	);
	return entries.filter((entry) => entry !== undefined);
}

function sampleEntry(row: WireElement, name: string, source: Source, draw: number, depth: number) {
	if (!row.of) return scalar(row, name, source, draw);
	const object = sample(row.of, source, (draw % 9973) + 2, depth + 1);
	if (!['id', 'name'].every((key) => row.of?.some((inner) => inner.name === key))) return object;
	const picked = name === 'site' ? { id: -1, name: 'None' } : source.pick(name, draw);
	return picked ? { ...object, ...picked } : object;
}

/** jamf-behavior 11.13: not a hash, despite the name. */
export const REDACTED = '*'.repeat(20);

type Text = (draw: number) => string;

const at = (draw: number): Date => new Date(FIRST_DAY + (draw % 2000) * HOUR);
const hex = (draw: number, length: number): string =>
	(mix(draw, length, 1).toString(16) + mix(draw, length, 2).toString(16))
		.padStart(16, '0')
		.slice(0, length)
		.toUpperCase();

const TEXTS: readonly [RegExp, Text][] = [
	[/^privilege$/, (draw) => `Read ${['Computers', 'Policies', 'Scripts'][draw % 3]!}`],
	[/epoch$/, (draw) => String(at(draw).getTime())],
	[/(date|time|_at)_utc$|_utc$/, (draw) => at(draw).toISOString().replace('Z', '+0000')],
	[/date|_time$|^time$|last_contact|timestamp/, (draw) => at(draw).toISOString().slice(0, 19).replace('T', ' ')],
	[/e_?mail/, (draw) => `person${draw % 90}@example.com`],
	[/url|uri/, (draw) => `https://files.example.com/${draw % 1000}`],
	[/mac_address/, (draw) => (hex(draw, 12).match(/../g) ?? []).join(':')],
	[/ip_address|^ip$|starting_address|ending_address/, (draw) => `10.1.${draw % 250}.${draw % 200}`],
	[/serial/, (draw) => `C02${hex(draw, 7)}`],
	[/u?udid$|uuid|guid/, (draw) => `${hex(draw, 8)}-${hex(draw, 4)}-4${hex(draw, 3)}-8${hex(draw, 3)}-${hex(draw, 12)}`],
	[/version|_build$/, (draw) => `${1 + (draw % 9)}.${draw % 7}`],
	[/phone/, (draw) => `+49 30 5550${draw % 1000}`],
	[/bundle_?id|identifier/, (draw) => `com.example.app${draw % 100}`],
	[/username|^user$|account/, (draw) => `person${draw % 90}`],
	[/server|host/, (draw) => `server${draw % 9}.example.com`],
	[/path|directory/, (draw) => `/Library/Example/${draw % 100}`],
	[/^category$/, () => 'Applications'],
	[/filename|file_name/, (draw) => `file${draw % 100}.pkg`],
	[/name$/, (draw) => `Example ${draw % 1000}`],
];

function scalar({ type, options, required }: WireElement, name: string, { id }: Source, draw: number): ClassicValue {
	if (name === 'id') return id;
	if (name === 'display_in') return true;
	// A flag drops the targets that it covers.
	if (/^all_/.test(name)) return false;
	if (/sha256$/.test(name)) return REDACTED;
	if (options) return options[draw % options.length] ?? '';
	if (type === 'boolean') return draw % 2 === 0;
	if (type === 'digits')
		return `2${String(mix(draw, id, 3)).padStart(19, '7')}${String(mix(draw, id, 4)).padStart(19, '3')}`;
	if (type === 'number') return /epoch/.test(name) ? at(draw).getTime() : draw % 100;
	const text = TEXTS.find(([pattern]) => pattern.test(name))?.[1](draw);
	return text ?? (required ? `Example ${draw % 1000}` : '');
}
