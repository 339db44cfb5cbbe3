import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { HELPER_LOOP, JAMF_CLASSIC } from '../stage';
import type { Subject } from './types';

const READ: INodeParameters = { resource: 'apiRequest', operation: 'send', method: 'GET' };

const computers = (size: number): INodeExecutionData[] =>
	Array.from({ length: size }, (_, index) => ({ json: { id: index + 1 } }));

/** Reads computers one by one, as the JSON of the Classic API. */
export const byIdJson: Subject = async ({ stage }, size) =>
	await stage.run(JAMF_CLASSIC, { ...READ, path: '=/computers/id/{{ $json.id }}' }, { input: computers(size) });

/** The same as XML text. */
export const byIdXml: Subject = async ({ stage }, size) =>
	await stage.run(
		JAMF_CLASSIC,
		{
			...READ,
			path: '=/computers/id/{{ $json.id }}',
			options: {
				responseFormat: 'text',
				headers: { parameters: [{ name: 'accept', value: 'application/xml' }] },
			},
		},
		{ input: computers(size) },
	);

export const byIdHelper: Subject = async ({ stage, server }, size) =>
	await stage.run(
		HELPER_LOOP,
		{
			request: `={{ { url: '${server}/JSSResource/computers/id/' + $json.id, headers: { accept: 'application/json' }, json: true } }}`,
		},
		{ input: computers(size) },
	);

/** Every computer in one request. */
export const list: Subject = async ({ stage }) =>
	rowsOf(await stage.run(JAMF_CLASSIC, { ...READ, path: '/computers' }));

/** The same with what matters most of each. */
export const listBasic: Subject = async ({ stage }) =>
	rowsOf(await stage.run(JAMF_CLASSIC, { ...READ, path: '/computers/subset/basic' }));

/** A request gives the whole answer as one item. */
function rowsOf(items: INodeExecutionData[]): unknown[] {
	return items.flatMap(({ json }) => json.computers as unknown[]);
}
