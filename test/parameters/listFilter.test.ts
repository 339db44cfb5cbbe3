import { assertComparable, splitFilter } from '../../nodes/shared/parameters/listFilter';
import { type Condition, readClauses } from '../../nodes/shared/parameters/rsql';
import { InputError } from '../../nodes/shared/transport/errors/errors';

const split = (conditions: Condition[], combine: 'and' | 'or' = 'and') =>
	splitFilter(readClauses(conditions, 'UTC'), combine);

const ROWS = ['a*b', 'A*B', 'axb', 'xa*bx', 'xaxbx', '*', 'c'].map((name) => ({ name }));
const select = (operator: string, value: unknown) => {
	const { rows } = split([{ field: 'name', operator, value }]);
	return ROWS.filter((row) => rows?.matches(row) ?? true).map(({ name }) => name);
};

test.each([
	['equals', 'a*b', ['a*b', 'A*B']],
	['equals', '*', ['*']],
	['notEquals', 'a*b', ['axb', 'xa*bx', 'xaxbx', '*', 'c']],
	['contains', 'a*b', ['a*b', 'A*B', 'xa*bx']],
	['startsWith', 'a*', ['a*b', 'A*B']],
	['endsWith', '*bx', ['xa*bx']],
	['in', 'a*b, c', ['a*b', 'A*B', 'c']],
	['notIn', 'a*b, c', ['axb', 'xa*bx', 'xaxbx', '*']],
])('%s %j matches the character * literally', (operator, value, names) => {
	expect(select(operator, value)).toEqual(names);
});

test.each([
	['equals', 'a*b', 'name=="a*b"'],
	['contains', 'a*b', 'name=="*a*b*"'],
	['in', 'a*b, c', 'name=in=("a*b","c")'],
	['notEquals', 'a*b', ''],
	['notIn', 'a*b, c', 'name=out=("c")'],
	['notIn', 'a*b, *', ''],
])('%s %j: the server selects at least all matching rows', (operator, value, rsql) => {
	expect(split([{ field: 'name', operator, value }]).rsql).toBe(rsql);
});

test.each([
	['matches', 'a*b', 'name=="a*b"'],
	['notMatches', 'a*b', 'name!="a*b"'],
	['equals', 'ab', 'name=="ab"'],
	['greater', '*', 'name>"*"'],
])('%s %j is left to the server', (operator, value, rsql) => {
	expect(split([{ field: 'name', operator, value }])).toEqual({ rsql });
});

describe('with any condition', () => {
	const row = { name: 'axb', count: 5, seen: '2026-01-02T00:00:00Z', managed: true, none: null, empty: null };
	const literal = { field: 'name', operator: 'equals', value: 'a*b' };

	test.each<[string, string, unknown, boolean]>([
		['count', 'equals', 5, true],
		['count', 'equals', '5.0', true],
		['count', 'equals', ' ', false],
		['count', 'greater', 10, false],
		['count', 'less', 10, true],
		['count', 'greaterOrEqual', 5, true],
		['count', 'lessOrEqual', 4, false],
		['seen', 'equals', '2026-01-02T01:00:00+01:00', true],
		['seen', 'less', '2026-01-02T00:00:00.001Z', true],
		['seen', 'startsWith', '2026-01', true],
		['managed', 'equals', 'TRUE', true],
		['name', 'matches', 'A*B', true],
		['name', 'matches', '*x*', true],
		['name', 'matches', 'ax', false],
		['name', 'matches', 'axb*b', false],
		['name', 'notMatches', '*x*', false],
		['name', 'notMatches', 'y*', true],
		['none', 'equals', 'x', false],
		['none', 'less', '2026-01-01', false],
		['none', 'notEquals', 'x', true],
		['name', 'greater', 'aaa', true],
	])('also compares %s %s %j in the node', (field, operator, value, isMeant) => {
		const { rows } = split([literal, { field, operator, value }], 'or');
		expect(rows?.matches(row)).toBe(isMeant);
	});

	test('sends no filter when the only condition excludes a value with *', () => {
		const exact = { field: 'count', operator: 'equals', value: 5 };
		expect(split([exact, { ...literal, operator: 'notEquals' }], 'or').rsql).toBe('');
		expect(split([exact, literal], 'or').rsql).toBe('count=="5",name=="a*b"');
	});
});

test('finds a field in its section, and in each entry of an array', () => {
	const isMatch = (field: string, row: unknown) =>
		split([{ field, operator: 'equals', value: 'a*b' }]).rows?.matches(row);
	expect(isMatch('serialNumber', { general: null, hardware: { serialNumber: 'a*b' } })).toBe(true);
	expect(isMatch('groupName', { groups: [{ groupName: 'c' }, { groupName: 'a*b' }] })).toBe(true);
	expect(isMatch('device.name', { device: { name: 'a*b' } })).toBe(true);
	expect(isMatch('device.name', { device: { name: 'axb' } })).toBe(false);
});

test('does not compare a field that no row has', () => {
	const { rows = { fields: [], matches: () => true } } = split([{ field: 'a.b', operator: 'equals', value: '*' }]);
	expect(() => assertComparable(rows, [])).not.toThrow();
	expect(() => assertComparable(rows, [{ a: { b: null } }, {}])).not.toThrow();
	expect(() => assertComparable(rows, [{ a: null }])).toThrow(InputError);
	expect(() => assertComparable(rows, [{ a: null }])).toThrow('do not contain the field "a.b"');
});
