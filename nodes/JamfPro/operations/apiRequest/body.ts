import type { INodeProperties } from 'n8n-workflow';
import {
	bodyKind,
	type EncodedBody,
	type ItemParameters,
	readFile,
	readJsonBody,
	toMultipart,
} from '../../../shared/operations/kit';
import { encodeJson } from '../../jsonBody';

/** Fields of the body, by kind. */
export const bodyFields: INodeProperties[] = [
	bodyKind(
		{ name: 'Binary File', value: 'binary', description: 'Send a file as the request body' },
		{
			name: 'Form-Data With File',
			value: 'multipart',
			description: 'Send a file in a multipart form, as uploads to Jamf Pro require',
		},
		{ name: 'JSON', value: 'json', description: 'Send an object or array' },
	),
	{
		displayName: 'JSON',
		name: 'json',
		type: 'json',
		displayOptions: { show: { bodyKind: ['json'] } },
		default: '{}',
		description: 'The request body',
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
		description: 'The name of the form field. All uploads of the Jamf Pro API use "file".',
	},
];

/** The body from the form, or `undefined` if there is none. */
export async function readContent(item: ItemParameters): Promise<EncodedBody | undefined> {
	switch (item.string('bodyKind')) {
		case 'json':
			return encodeJson(readJsonBody(item, 'json'));
		case 'binary': {
			const { content, mimeType } = await readFile(item, 'inputDataFieldName');
			return { headers: { 'content-type': mimeType }, body: content };
		}
		case 'multipart':
			return toMultipart(item.string('formFieldName') || 'file', await readFile(item, 'inputDataFieldName'));
		default:
			return undefined;
	}
}
