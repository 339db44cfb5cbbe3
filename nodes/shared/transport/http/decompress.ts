import { pipeline, type Readable } from 'node:stream';
import { createGunzip, gzipSync } from 'node:zlib';
import type { HttpResponse, Method } from '../types';

/** What servers may send packed. Lists of computers shrink to a tenth. */
export const ACCEPT_ENCODING = 'gzip';

const EMPTY = new Set([204, 304]);
/** Node's own 16 KB would make a page of computers arrive in many small pieces. */
const CHUNK_BYTES = 256 * 1024;

/**
 * The answer as it was before the server packed it. The headers that described the packed body go; a packed body that is broken is an
 * error of the stream, and whoever drops the body drops what is packed too.
 */
export function decompress(method: Method, response: HttpResponse): HttpResponse {
	const encoding = String(response.headers['content-encoding']).toLowerCase();
	if (encoding !== ACCEPT_ENCODING || method === 'HEAD' || EMPTY.has(response.status)) return response;
	const headers = { ...response.headers };
	for (const name of ['content-encoding', 'content-length']) delete headers[name];
	return { ...response, headers, body: through(response.body) };
}

function through(packed: Readable): Readable {
	const unpacked = createGunzip({ chunkSize: CHUNK_BYTES });
	// A write may be answered with nothing, which servers call packed all the same.
	packed.once('end', () => packed.readableDidRead || unpacked.write(gzipSync('')));
	// What comes behind the end is not read: nothing would ever close the stream.
	unpacked.once('end', () => unpacked.destroy());
	return pipeline(packed, unpacked, () => {}); // the error is the stream's
}
