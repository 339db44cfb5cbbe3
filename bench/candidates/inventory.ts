import type { INodeParameters } from 'n8n-workflow';
import { readBytes, signIn } from '../plainClient';
import { HELPER_LOOP, HTTP_REQUEST, JAMF_PRO } from '../engine';
import type { CandidateContext, Candidate } from './types';

/** The server's default page size (jamf-behavior 3.1). */
export const PAGE_SIZE = 100;
/** The node's page size for small rows (jamf-behavior 10.3). */
export const LIGHT_PAGE_SIZE = 500;

const PATH = '/api/v4/computers-inventory';

const getMany: INodeParameters = { resource: 'computer', operation: 'getAll', returnAll: true, output: 'raw' };

/** Get Many of the Jamf Pro node: every computer, complete rows. */
export const node: Candidate = async ({ engine }) => await engine.run(JAMF_PRO, getMany);

/** The same with the server's default page size. */
export const nodeSmall: Candidate = async ({ engine }) =>
	await engine.run(JAMF_PRO, { ...getMany, options: { pageSize: PAGE_SIZE } });

/** n8n's HTTP Request node with its own pagination: one item per page. */
export const httpRequest: Candidate = async (place, computers) => await paginate(place, computers, PAGE_SIZE);
export const httpRequestLarge: Candidate = async (place, computers) =>
	await paginate(place, computers, LIGHT_PAGE_SIZE);

const paginate = async ({ engine, server }: CandidateContext, computers: number, pageSize: number) =>
	await engine.run(
		HTTP_REQUEST,
		{
			url: server + PATH,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'jamfProClientCredentialsApi',
			sendQuery: true,
			queryParameters: {
				parameters: [
					{ name: 'page-size', value: String(pageSize) },
					{ name: 'sort', value: 'id:asc' },
				],
			},
			options: {
				pagination: {
					pagination: {
						paginationMode: 'updateAParameterInEachRequest',
						parameters: { parameters: [{ type: 'qs', name: 'page', value: '={{ $pageCount }}' }] },
						paginationCompleteWhen: 'other',
						limitPagesFetched: true,
						maxRequests: Math.ceil(computers / pageSize),
						completeExpression: `={{ $pageCount * ${pageSize} >= $response.body.totalCount }}`,
					},
				},
			},
		},
		{ typeVersion: 4.2 },
	);

/** The first computer, including the token exchange. */
export const first: Candidate = async ({ engine }) =>
	await engine.run(JAMF_PRO, { resource: 'computer', operation: 'getAll', limit: 1, output: 'raw' });

export const firstHelper: Candidate = async ({ engine, server }) =>
	await engine.run(HELPER_LOOP, {
		request: { method: 'GET', url: server + PATH, qs: { sort: 'id:asc', 'page-size': 1 }, json: true },
	});

export const helper: Candidate = async ({ engine, server }, computers) =>
	await engine.run(HELPER_LOOP, {
		request: { method: 'GET', url: server + PATH, qs: { sort: 'id:asc' }, json: true },
		pageSize: PAGE_SIZE,
		maxRows: computers,
	});

/** The pages that Get Many reads, five requests in flight, dropped as they come. Signs in first, and opens its connections meanwhile. */
export const limit: Candidate = async (place, computers) => {
	place.rawClient.connect();
	return await dropPages(place, computers, await place.rawClient.signIn(place.client));
};

let token: string | undefined;

/** The same with the token and the connections of an earlier run. */
export const limitConnected: Candidate = async (place, computers) =>
	await dropPages(place, computers, (token ??= await place.rawClient.signIn(place.client)));

/** The same with their rows, which is the least that a program must do to return them. */
export const limitParsed: Candidate = async ({ rawClient, client }, computers) => {
	const headers = { authorization: `Bearer ${(token ??= await rawClient.signIn(client))}` };
	const pages: unknown[][] = [];
	await eachPage(computers, async (page, path) => {
		pages[page] = ((await rawClient.readJson(path, { headers })) as { results: unknown[] }).results;
	});
	return pages.flat();
};

async function dropPages({ rawClient }: CandidateContext, computers: number, bearer: string): Promise<unknown[]> {
	const headers = { authorization: `Bearer ${bearer}` };
	await eachPage(computers, async (_, path) => void (await rawClient.send('GET', path, { headers })));
	return [];
}

/** Five pages at a time. */
async function eachPage(computers: number, read: (page: number, path: string) => Promise<void>): Promise<void> {
	const pages = Math.ceil(computers / LIGHT_PAGE_SIZE);
	let next = 0;
	const worker = async () => {
		while (next < pages) {
			const page = next++;
			await read(page, `${PATH}?page=${page}&page-size=${LIGHT_PAGE_SIZE}&sort=id:asc`);
		}
	};
	await Promise.all(Array.from({ length: 5 }, worker));
}

/** The items of all computers and nothing else: the minimum memory for reading them. */
export const itemsAlone: Candidate = async ({ server, client }, computers) => {
	const token = await signIn(server, client);
	const items: unknown[] = [];
	for (let page = 0; items.length < computers; page++) {
		const url = `${server}${PATH}?page=${page}&page-size=2000&sort=id:asc`;
		const { results } = JSON.parse(String(await readBytes(url, token))) as { results: unknown[] };
		for (const json of results) items.push({ json, pairedItem: { item: 0 } });
	}
	return items;
};
