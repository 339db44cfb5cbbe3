import { pipeline, type Readable } from 'node:stream';
import { createGunzip, gzipSync } from 'node:zlib';
import type { HttpResponse, Method } from '../types';

/** Lists of computers shrink to a tenth of their size. */
export const ACCEPT_ENCODING = 'gzip';

const BODILESS = new Set([204, 304]);
/** Node's default of 16 KB would split a page of computers into many small chunks. */
const CHUNK_BYTES = 256 * 1024;

/**
 * Returns the response with a decompressed body, without the headers that describe the compressed one. Corrupt data becomes an
 * error of the stream; destroying the decompressed body also destroys the compressed one.
 */
export function decompress(method: Method, response: HttpResponse): HttpResponse {
	const encoding = String(response.headers['content-encoding']).toLowerCase();
	if (encoding !== ACCEPT_ENCODING || method === 'HEAD' || BODILESS.has(response.status)) return response;
	const headers = { ...response.headers };
	for (const name of ['content-encoding', 'content-length']) delete headers[name];
	return { ...response, headers, body: gunzip(response.body) };
}

function gunzip(compressed: Readable): Readable {
	const decompressed = createGunzip({ chunkSize: CHUNK_BYTES });
	// Servers also label empty responses as gzip.
	compressed.once('end', () => compressed.readableDidRead || decompressed.write(gzipSync('')));
	// Data after the end of the gzip stream is not read, so nothing else would close the connection.
	decompressed.once('end', () => decompressed.destroy());
	return pipeline(compressed, decompressed, () => {}); // readers get the error from the stream
}
