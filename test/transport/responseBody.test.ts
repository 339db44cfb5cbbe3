import { Readable } from 'node:stream';
import { UnreadableResponseError } from '../../nodes/shared/transport/errors/errors';
import { discardBody, readJson, readText } from '../../nodes/shared/transport/http/responseBody';
import type { HttpResponse } from '../../nodes/shared/transport/types';
import { failure } from './testServer';

const respond = (text: string, status = 200, headers: HttpResponse['headers'] = {}): HttpResponse => ({
	status,
	headers,
	body: Readable.from(text === '' ? [] : [Buffer.from(text)]),
});

describe('a response body', () => {
	it('is decoded correctly when a character is split between chunks', async () => {
		const [first, second] = [Buffer.from('Zürich').subarray(0, 2), Buffer.from('Zürich').subarray(2)];
		expect(await readText(Readable.from([first, second]))).toBe('Zürich');
	});

	it('is read only up to the limit', async () => {
		let made = 0;
		const endless = Readable.from(
			(async function* () {
				for (;;) yield Buffer.alloc(1000, `${made++ % 10}`);
			})(),
		);
		expect((await readText(endless, 2500)).length).toBeLessThan(4000);
		expect(endless.destroyed).toBe(true);
		expect(made).toBeLessThan(30);
	});

	it.each([
		['{"id":"1"}', { id: '1' }],
		[' [1,\n2]', [1, 2]],
		['null', null],
		['', undefined],
		[' \r\n', undefined],
	])('%j is parsed as %j', async (text, expected) => {
		expect(await readJson(respond(text))).toEqual(expected);
	});

	it.each(['<x/>', '{"id":', 'OK'])('%j is rejected as not JSON', async (text) => {
		const error = await failure(readJson(respond(text, 201)));
		expect(error).toBeInstanceOf(UnreadableResponseError);
		expect(error).toMatchObject({ status: 201, message: "The server's response is not JSON." });
	});

	it('is discarded without an unhandled error', () => {
		const response = respond('x');
		discardBody(response);
		response.body.emit('error', new Error('late'));
		expect(response.body.destroyed).toBe(true);
	});
});
