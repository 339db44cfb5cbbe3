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
