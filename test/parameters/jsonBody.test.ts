import { toJson } from '../../nodes/shared/parameters/jsonBody';

test.each([[undefined], [() => 1], [Symbol('a')], [{ toJSON: () => undefined }]])('%p is nothing in JSON', (value) => {
	expect(toJson(value)).toBeUndefined();
});

test('what is given is copied, without what is undefined', () => {
	const given = { name: 'A', info: undefined, list: [{ at: new Date(0) }] };
	const copy = toJson(given) as typeof given;
	expect(copy).toEqual({ name: 'A', list: [{ at: '1970-01-01T00:00:00.000Z' }] });
	expect(Object.keys(copy)).toEqual(['name', 'list']);
	expect(copy.list).not.toBe(given.list);
});
