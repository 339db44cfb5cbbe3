import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { INodeProperties } from 'n8n-workflow';
import { bodyKind } from '../../../shared/description/apiRequest';
import type { Content } from '../../../shared/execute/apiRequest';
import type { Item } from '../../../shared/execute/item';
import { readJsonBody } from '../../../shared/execute/jsonBody';

/** Fields of the body, by kind. */
export const bodyFields: INodeProperties[] = [
	bodyKind(
		{ name: 'Binary File', value: 'binary', description: 'A file as the whole body' },
		{
			name: 'Form-Data With File',
			value: 'multipart',
			description: 'A file in a multipart form, as uploads to Jamf Pro want it',
		},
		{ name: 'JSON', value: 'json', description: 'An object or array' },
	),
	{
		displayName: 'JSON',
		name: 'json',
		type: 'json',
		displayOptions: { show: { bodyKind: ['json'] } },
		default: '{}',
		description: 'The body of the request',
	},
	{
		displayName: 'Input Data Field Name',
		name: 'inputDataFieldName',
		type: 'string',
		displayOptions: { show: { bodyKind: ['binary', 'multipart'] } },
		default: 'data',
		hint: 'The name of the input binary field containing the file to be sent',
	},
	{
		displayName: 'Form Field Name',
		name: 'formFieldName',
		type: 'string',
		displayOptions: { show: { bodyKind: ['multipart'] } },
		default: 'file',
		description: 'The name of the field in the form; every upload of the Jamf Pro API uses file',
	},
];

/** The body that the form describes, `undefined` for none. */
export async function readContent(item: Item): Promise<Content | undefined> {
	switch (item.text('bodyKind')) {
		case 'json':
			return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(readJsonBody(item, 'json')) };
		case 'binary': {
			const { content, mimeType } = await readFile(item);
			return { headers: { 'content-type': mimeType }, body: content };
		}
		case 'multipart':
			return toMultipart(item.text('formFieldName') || 'file', await readFile(item));
		default:
			return undefined;
	}
}

interface File {
	content: Buffer | Readable;
	mimeType: string;
	fileName: string;
}

/** Large files stay in n8n's binary store and are streamed from there. */
async function readFile(item: Item): Promise<File> {
	const { context, index } = item;
	const name = item.text('inputDataFieldName');
	const binary = context.helpers.assertBinaryData(index, name);
	const content = binary.id
		? await context.helpers.getBinaryStream(binary.id)
		: await context.helpers.getBinaryDataBuffer(index, name);
	return { content, mimeType: binary.mimeType, fileName: binary.fileName ?? 'file' };
}

function toMultipart(field: string, { content, mimeType, fileName }: File): Content {
	const boundary = `----n8n-nodes-jamf-${randomUUID()}`;
	const head = `--${boundary}\r\ncontent-disposition: form-data; name="${quote(field)}"; filename="${quote(fileName)}"\r\ncontent-type: ${mimeType}\r\n\r\n`;
	const tail = `\r\n--${boundary}--\r\n`;
	const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
	if (Buffer.isBuffer(content))
		return { headers, body: Buffer.concat([Buffer.from(head), content, Buffer.from(tail)]) };
	return { headers, body: Readable.from(join(head, content, tail)) };
}

async function* join(head: string, content: Readable, tail: string): AsyncGenerator<Buffer> {
	yield Buffer.from(head);
	yield* content as AsyncIterable<Buffer>;
	yield Buffer.from(tail);
}

/** As browsers do it (HTML 4.10.21.8): quotes and line breaks would end the header. */
function quote(text: string): string {
	return text.replace(/"/g, '%22').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}
