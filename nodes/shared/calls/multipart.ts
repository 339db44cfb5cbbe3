import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { InputError } from '../transport/errors/errors';
import type { EncodedBody } from './dialect';
import type { ItemParameters } from '../parameters/itemParameters';

interface File {
	content: Buffer | Readable;
	mimeType: string;
	fileName: string;
}

/** Reads the binary field of the input item that a parameter names. Files in n8n's binary storage are streamed. */
export async function readFile(item: ItemParameters, parameter: string): Promise<File> {
	const { context, index } = item;
	const name = item.string(parameter);
	const binary = context.helpers.assertBinaryData(index, name);
	// A Code node can create a file without a type, or with any text as its type.
	const mimeType = binary.mimeType || 'application/octet-stream';
	if (/[^\x20-\x7e]/.test(mimeType)) {
		throw new InputError(
			`The MIME type of the file in "${name}" is not valid.`,
			'Nothing was sent. Set a type such as application/pdf in the node that creates the file.',
		);
	}
	const content = binary.id
		? await context.helpers.getBinaryStream(binary.id)
		: await context.helpers.getBinaryDataBuffer(index, name);
	return { content, mimeType, fileName: binary.fileName ?? 'file' };
}

/** Encodes a file as the only field of a multipart form. */
export function toMultipart(field: string, { content, mimeType, fileName }: File): EncodedBody {
	const boundary = `----n8n-nodes-jamf-${randomUUID()}`;
	const head = `--${boundary}\r\ncontent-disposition: form-data; name="${quote(field)}"; filename="${quote(fileName)}"\r\ncontent-type: ${mimeType}\r\n\r\n`;
	const tail = `\r\n--${boundary}--\r\n`;
	const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
	if (Buffer.isBuffer(content))
		return { headers, body: Buffer.concat([Buffer.from(head), content, Buffer.from(tail)]) };
	const body = Readable.from(join(head, content, tail));
	// A generator that never started does not destroy its source.
	body.once('close', () => content.destroy());
	return { headers, body };
}

async function* join(head: string, content: Readable, tail: string): AsyncGenerator<Buffer> {
	yield Buffer.from(head);
	yield* content as AsyncIterable<Buffer>;
	yield Buffer.from(tail);
}

/** Escapes like browsers (HTML 4.10.21.8), because quotes and line breaks would end the header. */
function quote(text: string): string {
	return text.replace(/"/g, '%22').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}
