import type { INodeProperties } from 'n8n-workflow';
import type { ElementRow } from '../shared/catalogue/elements';
import type { OperationRow } from '../shared/catalogue/types';
import { allowEmptyList } from '../shared/description/fields/clearing';
import { confirm } from '../shared/description/fields/common';

const responseFormat: INodeProperties = {
	displayName: 'Response Format',
	name: 'responseFormat',
	type: 'options',
	options: [
		{
			name: 'Normalized',
			value: 'normalized',
			description: 'Lists are arrays, numbers and booleans are typed, and no data is lost',
		},
		{ name: 'Raw JSON', value: 'json', description: "The server's JSON as is; some data is lost" },
		{ name: 'Raw XML', value: 'xml', description: "The server's XML as text, in the field xml" },
	],
	default: 'normalized',
	description: 'How to return the response',
};

const sendUnknownFields: INodeProperties = {
	displayName: 'Send Unknown Fields',
	name: 'sendUnknownFields',
	type: 'boolean',
	default: false,
	description:
		'Whether to send fields and values that the node does not support, for servers that are newer than the node',
};

/** The options of a row in addition to those of every row. */
export function buildOptions(
	{ routes: [{ method }], body, responseType, path = [] }: OperationRow,
	elements: readonly ElementRow[] = [],
): INodeProperties[] {
	if (method === 'GET') return responseType === undefined ? [responseFormat] : [];
	if (body === undefined || body.kind !== undefined) return [];
	const isConfirmed = hasConfirmation(elements) || path.some((parameter) => parameter.confirm !== undefined);
	const hasMembers = method === 'PUT' && elements.some(({ only }) => only === 'static');
	return [...(isConfirmed ? [confirm] : []), ...(hasMembers ? [allowEmptyList] : []), sendUnknownFields];
}

/** Whether the body can contain values that require a confirmation. */
function hasConfirmation(elements: readonly ElementRow[]): boolean {
	return elements.some(({ confirm: values, of = [] }) => values !== undefined || hasConfirmation(of));
}
