import { TextDecoder } from 'node:util';
import type { HttpResponse } from '../../shared/transport/types';
import type { Fail } from './fail';

/** An XML declaration is shorter. */
const MAX_DECLARATION_BYTES = 1024;
const DECLARATION = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"'>]*)/;

/**
 * Decodes a body piece by piece, in the encoding of its byte order mark or XML declaration; UTF-8 by default. Characters may be
 * split between two pieces.
 */
export async function* decodeText(body: HttpResponse['body'], fail: Fail): AsyncGenerator<string> {
	let decoder: TextDecoder | undefined;
	let head = Buffer.alloc(0);
	try {
		for await (const chunk of body as AsyncIterable<Buffer>) {
			if (decoder !== undefined) {
				yield decoder.decode(chunk, { stream: true });
				continue;
			}
			head = Buffer.concat([head, chunk]);
			if (head.length < MAX_DECLARATION_BYTES && !head.includes('?>')) continue;
			decoder = createDecoder(head, fail);
			yield decoder.decode(head, { stream: true });
		}
		yield decoder === undefined ? createDecoder(head, fail).decode(head) : decoder.decode();
	} catch (error) {
		const isUndecodable = (error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA';
		throw isUndecodable ? fail(`it is not valid ${(decoder?.encoding ?? 'utf-8').toUpperCase()}`) : error;
	}
}

function createDecoder(head: Buffer, fail: Fail): TextDecoder {
	const encoding = detectEncoding(head);
	try {
		return new TextDecoder(encoding, { fatal: true });
	} catch {
		throw fail(`its encoding "${encoding.slice(0, 60)}" is not supported`, true);
	}
}

function detectEncoding(head: Buffer): string {
	if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
	if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
	const declared = DECLARATION.exec(head.subarray(0, MAX_DECLARATION_BYTES).toString('latin1'))?.[1] ?? 'utf-8';
	// Text that can be read as ASCII is not UTF-16, regardless of its declaration.
	return /^(us-ascii|utf-?16.*)$/i.test(declared) ? 'utf-8' : declared;
}
