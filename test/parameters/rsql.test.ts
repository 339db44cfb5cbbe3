import fc from 'fast-check';
import { normalizeDate } from '../../nodes/shared/parameters/dates';
import { splitFilter } from '../../nodes/shared/parameters/listFilter';
import { type Condition, OPERATORS, readClauses } from '../../nodes/shared/parameters/rsql';
import { toOlderQuery } from '../../nodes/shared/calls/fieldRenames';
import { InputError } from '../../nodes/shared/transport/errors/errors';
import { toSearch } from '../../nodes/shared/transport/path';
import { compile, type Fields } from '../../simulator/predicate';
import { parseRsql } from '../../simulator/rsql';

const toFilter = (conditions: Condition[], combine: 'and' | 'or', zone: string) =>
	splitFilter(readClauses(conditions, zone), combine);
const toRsql = (...args: Parameters<typeof toFilter>) => toFilter(...args).rsql;

const rename = (filter: string, renamed: Record<string, string>) =>
	toOlderQuery([['filter', filter]], { method: 'GET', path: '/x', renamed })[0]?.[1];

interface Row {
	name: string;
	count: number;
	seen: string;
}

// The simulator parses filters with its own code.
const FIELDS: Fields<Row> = {
	name: { kind: 'text', read: (row) => row.name, filterable: true, sortable: true },
	count: { kind: 'number', read: (row) => row.count, filterable: true, sortable: true },
	seen: { kind: 'date', read: (row) => row.seen, filterable: true, sortable: true },
};

const hostile = fc
	.array(
		fc.oneof(
			fc.constantFrom(
				'"',
				"'",
				'\\',
				';',
				',',
				'(',
				')',
				'==',
				' and ',
				' or ',
				'+',
				'%2B',
				'&',
				'=',
				'\n',
				'😀',
				'é',
				'*',
			),
			fc.string({ unit: 'binary', minLength: 1, maxLength: 4 }),
		),
		{ minLength: 1, maxLength: 6 },
	)
	.map((parts) => parts.join(''));
/** Text that stays non-empty when the spaces around list entries are trimmed. */
const plain = hostile.filter((text) => text.trim() === text && text !== '');
const single = plain.filter((text) => !/[,\n\r]|^["[]/.test(text));
const date = fc.date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** A condition with its meaning. */
const condition: fc.Arbitrary<{ line: Condition; holds: (row: Row) => boolean }> = fc.oneof(
	fc.tuple(fc.constantFrom('equals', 'notEquals'), plain).map(([operator, value]) => ({
		line: { field: 'name', operator, value },
		holds: ({ name }: Row) => same(name, normalizeDate(value, 'UTC')) === (operator === 'equals'),
	})),
	fc.tuple(fc.constantFrom('contains', 'startsWith', 'endsWith'), plain).map(([operator, value]) => ({
		line: { field: 'name', operator, value },
		holds: ({ name }: Row) => {
			const [text, part] = [name.toLowerCase(), value.toLowerCase()];
			if (operator === 'contains') return text.includes(part);
			return operator === 'startsWith' ? text.startsWith(part) : text.endsWith(part);
		},
	})),
	fc
		.tuple(fc.constantFrom('in', 'notIn'), fc.array(single, { minLength: 1, maxLength: 4 }), fc.boolean())
		.map(([operator, values, isArray]) => ({
			line: { field: 'name', operator, value: isArray ? values : values.join(', ') },
			holds: ({ name }: Row) => values.some((value) => same(name, value)) === (operator === 'in'),
		})),
	fc
		.tuple(fc.constantFrom('greater', 'greaterOrEqual', 'less', 'lessOrEqual'), fc.integer({ min: -50, max: 50 }))
		.map(([operator, value]) => ({
			line: { field: 'count', operator, value },
			holds: ({ count }: Row) => compare(operator, count, value),
		})),
	fc
		.tuple(fc.constantFrom('greater', 'lessOrEqual'), date, fc.constantFrom('date', 'text', 'server', 'offset'))
		.map(([operator, value, form]) => ({
			line: { field: 'seen', operator, value: written(value, form) },
			holds: ({ seen }: Row) => compare(operator, Date.parse(seen), value.getTime()),
		})),
);

function compare(operator: string, a: number, b: number): boolean {
	if (operator === 'greater') return a > b;
	if (operator === 'greaterOrEqual') return a >= b;
	return operator === 'less' ? a < b : a <= b;
}

/** Notations of an instant: the server omits trailing zeros (jamf-behavior 3.4). */
function written(value: Date, form: string): Date | string {
	const text = value.toISOString();
	if (form === 'date') return value;
	if (form === 'server') return text.replace(/\.?0*Z$/, 'Z');
	if (form === 'offset') return new Date(value.getTime() + 7_200_000).toISOString().replace('Z', '+02:00');
	return text;
}

const row: fc.Arbitrary<Row> = fc.record({
	name: fc.oneof(plain, hostile),
	count: fc.integer({ min: -50, max: 50 }),
	seen: date.map((value) => value.toISOString()),
});

test('the server and the node together select exactly the matching rows, whatever characters the values contain', () => {
	fc.assert(
		fc.property(
			fc.array(condition, { minLength: 1, maxLength: 4 }),
			fc.constantFrom('and' as const, 'or' as const),
			fc.array(row, { maxLength: 6 }),
			(conditions, combine, rows) => {
				const filter = toFilter(
					conditions.map(({ line }) => line),
					combine,
					'UTC',
				);
				const isSent = filter.rsql === '' ? () => true : compile(parseRsql(filter.rsql), FIELDS);
				const test = (each: Row) => isSent(each) && (filter.rows?.matches(each) ?? true);
				// A row that is made to match, because otherwise most conditions select nothing.
				const fitting = conditions.flatMap(({ line }): Row[] =>
					line.field === 'name'
						? [line.value, String(line.value).replaceAll('*', 'x')].map((value) => ({
								name: String([value].flat()[0]),
								count: 0,
								seen: '2020-01-01T00:00:00Z',
							}))
						: [],
				);
				for (const each of [...rows, ...fitting]) {
					const meant = conditions.map(({ holds }) => holds(each));
					expect(test(each)).toBe(combine === 'and' ? meant.every(Boolean) : meant.some(Boolean));
				}
			},
		),
		{ numRuns: 1000 },
	);
});

test('encodes a filter once, and it arrives as it was written', () => {
	fc.assert(
		fc.property(hostile, hostile, (one, two) => {
			fc.pre(!/\p{Surrogate}/u.test(one + two)); // a lone surrogate cannot be encoded
			const filter = toRsql(
				[
					{ field: 'name', operator: 'equals', value: one },
					{ field: 'name', operator: 'contains', value: two },
				],
				'and',
				'UTC',
			);
			const search = toSearch([['filter', filter]]);
			expect(search).toMatch(/^\?filter=[\w%.*~-]*$/);
			expect(decodeURIComponent(search.slice('?filter='.length))).toBe(filter);
			expect([...new URLSearchParams(search)]).toEqual([['filter', filter]]);
		}),
		{ numRuns: 500 },
	);
});

test('writes every date with three fractional digits and a Z, and keeps the instant', () => {
	fc.assert(
		fc.property(date, fc.constantFrom('text', 'server', 'offset'), (value, form) => {
			const sent = normalizeDate(String(written(value, form)), 'UTC');
			expect(sent).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
			expect(Date.parse(sent)).toBe(value.getTime());
		}),
	);
});

test('renames fields, but never values', () => {
	const renamed = { 'general.lastContact': 'general.lastContactTime', name: 'title' };
	fc.assert(
		fc.property(fc.array(fc.tuple(fc.constantFrom('name', 'general.lastContact', 'id'), hostile)), (pairs) => {
			const write = (names: Record<string, string>) =>
				pairs.map(([field, value]) =>
					toRsql([{ field, operator: 'equals', value }], 'and', 'UTC').replace(field, names[field] ?? field),
				);
			expect(rename(write({}).join(';'), renamed)).toBe(write(renamed).join(';'));
		}),
	);
	expect(rename("name=='the name of it';name==x", renamed)).toBe("title=='the name of it';title==x");
	expect(rename('general.lastContact:desc,id:asc', renamed)).toBe('general.lastContactTime:desc,id:asc');
});

test.each<[unknown, RegExp]>([
	[{ field: '', operator: 'equals', value: 'x' }, /has no field/],
	[{ field: 'a b', operator: 'equals', value: 'x' }, /"a b" is not a field/],
	[{ field: 'a=="1";b', operator: 'equals', value: 'x' }, /is not a field/],
	[{ operator: 'equals', value: 'x' }, /has no field/],
	[{ field: 'name', value: 'x' }, /"" is not a filter operator/],
	[{ field: 'name', operator: 'toString', value: 'x' }, /"toString" is not a filter operator/],
	[{ field: 'name', operator: 7, value: 'x' }, /"7" is not a filter operator/],
	[{ field: 'name', operator: 'equals', value: '' }, /on "name" has no value/],
	[{ field: 'name', operator: 'equals', value: null }, /on "name" has no value/],
	[{ field: 'name', operator: 'in', value: ' , ,' }, /on "name" has no value/],
	[{ field: 'name', operator: 'equals', value: { a: 1 } }, /on "name" is an object/],
	[{ field: 'name', operator: 'in', value: [{ a: 1 }] }, /on "name" is an object/],
	[{ field: 'name', operator: 'notIn', value: { a: 1 } }, /on "name" is an object/],
])('rejects %j', (line, message) => {
	const write = () => toRsql([line as Condition], 'and', 'UTC');
	expect(write).toThrow(InputError);
	expect(write).toThrow(message);
});

test('accepts a single date as a list', () => {
	const value = new Date('2026-01-02T03:04:05.6Z');
	expect(toRsql([{ field: 'd', operator: 'in', value }], 'and', 'UTC')).toBe('d=in=("2026-01-02T03:04:05.600Z")');
});

test.each([
	['contains', 'd=="*2026-07-01T10:00*"'],
	['endsWith', 'd=="*2026-07-01T10:00"'],
	['startsWith', 'd=="2026-07-01T10:00*"'],
	['equals', 'd=="2026-07-01T08:00:00.000Z"'],
	['notEquals', 'd!="2026-07-01T08:00:00.000Z"'],
	['greater', 'd>"2026-07-01T08:00:00.000Z"'],
	['greaterOrEqual', 'd>="2026-07-01T08:00:00.000Z"'],
	['less', 'd<"2026-07-01T08:00:00.000Z"'],
	['lessOrEqual', 'd<="2026-07-01T08:00:00.000Z"'],
	['in', 'd=in=("2026-07-01T08:00:00.000Z")'],
	['notIn', 'd=out=("2026-07-01T08:00:00.000Z")'],
])('recognizes dates as values, but not as parts of texts: %s', (operator, rsql) => {
	expect(toRsql([{ field: 'd', operator, value: '2026-07-01T10:00' }], 'and', 'Europe/Berlin')).toBe(rsql);
});

test('uses only operators that the server supports', () => {
	for (const operator of Object.keys(OPERATORS)) {
		const rsql = toRsql([{ field: 'name', operator, value: 'x' }], 'and', 'UTC');
		expect(() => compile(parseRsql(rsql), FIELDS)).not.toThrow();
	}
});
