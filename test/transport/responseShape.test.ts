import { Readable } from 'node:stream';
import { UnreadableResponseError } from '../../nodes/shared/transport/errors/errors';
import { assertObject, readRequiredJson } from '../../nodes/shared/transport/http/responseShape';
import type { HttpResponse } from '../../nodes/shared/transport/types';
import { failure } from './testServer';

const respond = (text: string, status = 200): HttpResponse => ({
	status,
	headers: {},
	body: Readable.from(text === '' ? [] : [Buffer.from(text)]),
});

describe('readRequiredJson', () => {
	it.each([
		['', 200],
		['', 204],
		[' \n', 200],
		['null', 200],
	])('rejects %j with status %i', async (text, status) => {
		const error = await failure(readRequiredJson(respond(text, status)));
		expect(error).toBeInstanceOf(UnreadableResponseError);
		expect(error).toMatchObject({ status, message: "The server's response is empty." });
	});

	it.each([
		['[]', []],
		['{}', {}],
		['0', 0],
		['false', false],
		['""', ''],
	])('returns %j', async (text, expected) => {
		expect(await readRequiredJson(respond(text))).toEqual(expected);
	});
});

describe('assertObject', () => {
	it.each<[unknown, string]>([
		[undefined, 'is empty'],
		[null, 'is empty'],
		[[], 'is not an object'],
		['text', 'is not an object'],
		[{}, 'does not have the expected field "name"'],
		[{ name: 7, roles: [] }, 'does not have the expected field "name"'],
		[{ name: 'a', roles: [7] }, 'does not have the expected field "roles"'],
		[{ name: 'a', roles: 'b' }, 'does not have the expected field "roles"'],
	])('rejects %j', (value, reason) => {
		const check = () =>
			assertObject<{ name: string; roles: string[] }>(value, 200, { name: 'string', roles: 'string[]' });
		expect(check).toThrow(UnreadableResponseError);
		expect(check).toThrow(reason);
	});

	it('returns an object with the expected fields', () => {
		const value = { name: 'a', roles: ['b'], enabled: true };
		expect(assertObject<typeof value>(value, 200, { name: 'string', roles: 'string[]', enabled: 'boolean' })).toBe(
			value,
		);
	});
});
