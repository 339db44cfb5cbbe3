import type { INodeProperties } from 'n8n-workflow';
import type { OperationRow } from '../shared/catalogue/types';

const responseFormat: INodeProperties = {
	displayName: 'Answer Format',
	name: 'answerFormat',
	type: 'options',
	options: [
		{ name: 'One Shape', value: 'shaped', description: 'Lists are arrays, numbers are numbers, nothing is lost' },
		{ name: 'Raw JSON', value: 'json', description: 'The JSON of the server, with what it loses' },
		{ name: 'Raw XML', value: 'xml', description: 'The XML of the server as text, in the field xml' },
	],
	default: 'shaped',
	description: 'How to return what the server sends',
};

const sendUnknownFields: INodeProperties = {
	displayName: 'Send Unknown Fields',
	name: 'sendUnknownFields',
	type: 'boolean',
	default: false,
	description: 'Whether to send fields that the node does not know, for a server that is newer than the node',
};

/** Options of reads and of writes. */
export function buildOptions({ routes: [{ method }], body, answer }: OperationRow): INodeProperties[] {
	if (method === 'GET') return answer === undefined ? [responseFormat] : [];
	return body === undefined || body.kind !== undefined ? [] : [sendUnknownFields];
}
