import { toJson } from '../../nodes/shared/parameters/jsonBody';

test.each([[undefined], [() => 1], [Symbol('a')], [{ toJSON: () => undefined }]])('omits %p', (value) => {
	expect(toJson(value)).toBeUndefined();
});

test('copies the input without undefined values', () => {
	const given = { name: 'A', info: undefined, list: [{ at: new Date(0) }] };
	const copy = toJson(given) as typeof given;
	expect(copy).toEqual({ name: 'A', list: [{ at: '1970-01-01T00:00:00.000Z' }] });
	expect(Object.keys(copy)).toEqual(['name', 'list']);
	expect(copy.list).not.toBe(given.list);
});

test.each([Number('12345678901234567890'), -9007199254740992, 1e38])('refuses %p, whose digits were lost', (value) => {
	expect(() => toJson({ list: [{ value }] })).toThrow(/more digits than JavaScript keeps/);
});

test.each([9007199254740991, -9007199254740991, 0.1, 1e-7])('keeps %p', (value) => {
	expect(toJson({ value })).toEqual({ value });
});
