import type { INodeProperties } from 'n8n-workflow';
import { bodyKind, type EncodedBody, type ItemParameters, readJsonBody } from '../../../shared/operations/kit';
import { validateUserXml } from '../../xml/validateUserXml';
import { toXml } from '../../xml/untypedXml';

/** The body by kind. The Classic API accepts XML only (jamf-behavior 5.1). */
export const bodyFields: INodeProperties[] = [
	bodyKind(
		{ name: 'JSON', value: 'json', description: 'An object with one root, sent as XML' },
		{ name: 'XML', value: 'xml', description: 'XML text' },
	),
	{
		displayName: 'JSON',
		name: 'json',
		type: 'json',
		displayOptions: { show: { bodyKind: ['json'] } },
		default: '{}',
		placeholder: 'e.g. { "category": { "name": "Apps" } }',
		description: 'The only key is the root element. An array becomes one element per entry.',
	},
	{
		displayName: 'XML',
		name: 'xml',
		type: 'string',
		typeOptions: { rows: 6 },
		displayOptions: { show: { bodyKind: ['xml'] } },
		default: '',
		placeholder: 'e.g. <category><name>Apps</name></category>',
		description: 'The body of the request',
	},
];

/** The body from the form, or `undefined` if there is none. */
export async function readContent(item: ItemParameters): Promise<EncodedBody | undefined> {
	const kind = item.string('bodyKind');
	if (kind !== 'json' && kind !== 'xml') return undefined;
	const body = kind === 'json' ? toXml(readJsonBody(item, 'json')) : validateUserXml(item.string('xml'));
	return { headers: { 'content-type': 'application/xml' }, body };
}
