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
			description: 'Lists are arrays, numbers and booleans are typed, nothing is lost',
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
		'Whether to send fields and values that the node does not know, for a server that is newer than the node',
};

/** The options of a row besides those that every row has. */
export function buildOptions(
	{ routes: [{ method }], body, answer, path = [] }: OperationRow,
	elements: readonly ElementRow[] = [],
): INodeProperties[] {
	if (method === 'GET') return answer === undefined ? [responseFormat] : [];
	if (body === undefined || body.kind !== undefined) return [];
	const isConfirmed = hasConfirmation(elements) || path.some((parameter) => parameter.confirm !== undefined);
	const hasMembers = method === 'PUT' && elements.some(({ only }) => only === 'static');
	return [...(isConfirmed ? [confirm] : []), ...(hasMembers ? [allowEmptyList] : []), sendUnknownFields];
}

/** Whether some values of the body must be confirmed. */
function hasConfirmation(elements: readonly ElementRow[]): boolean {
	return elements.some(({ confirm: values, of = [] }) => values !== undefined || hasConfirmation(of));
}
