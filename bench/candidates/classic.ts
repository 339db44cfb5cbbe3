import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { HELPER_LOOP, JAMF_CLASSIC } from '../engine';
import type { Candidate } from './types';

const COMPUTER: INodeParameters = { resource: 'computer' };

const computers = (size: number): INodeExecutionData[] =>
	Array.from({ length: size }, (_, index) => ({ json: { id: index + 1 } }));

/** Reads computers one by one with API Request: the server's JSON as is. */
export const byIdJson: Candidate = async ({ engine }, size) =>
	await engine.run(
		JAMF_CLASSIC,
		{ resource: 'apiRequest', operation: 'send', method: 'GET', path: '=/computers/id/{{ $json.id }}' },
		{ input: computers(size) },
	);

/** Get of the Jamf Classic node: whole computers as XML, normalized to objects. */
export const byIdXml: Candidate = async ({ engine }, size) =>
	await engine.run(
		JAMF_CLASSIC,
		{ ...COMPUTER, operation: 'get', id: { __rl: true, mode: 'id', value: '={{ $json.id }}' } },
		{ input: computers(size) },
	);

export const byIdHelper: Candidate = async ({ engine, server }, size) =>
	await engine.run(
		HELPER_LOOP,
		{
			request: `={{ { url: '${server}/JSSResource/computers/id/' + $json.id, headers: { accept: 'application/json' }, json: true } }}`,
		},
		{ input: computers(size) },
	);

/** Every computer in one request. */
export const list: Candidate = async ({ engine }) =>
	await engine.run(JAMF_CLASSIC, { ...COMPUTER, operation: 'getAll', returnAll: true });

/** The same with the basic fields only. */
export const listBasic: Candidate = async ({ engine }) =>
	await engine.run(JAMF_CLASSIC, { ...COMPUTER, operation: 'getAllBasic', returnAll: true });
