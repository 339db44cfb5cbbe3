import { createServer, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { listen } from './listen';

interface Asset {
	id: number;
	asset_tag: string;
	name: string;
	serial: string;
	status_id: number;
}

type FakeResponse = [status: number, body: unknown];

/** The part of Snipe-IT's API that the example uses. It reports errors with status 200, except the rate limit. */
export async function startSnipeIt() {
	const assets: Asset[] = [];
	/** The number of requests before the next ones are refused, and how many are refused. */
	const limit = { after: Infinity, times: 0 };
	let requests = 0;

	const respond = async (request: IncomingMessage): Promise<FakeResponse> => {
		const { method, url = '' } = request;
		const body = method === 'GET' ? {} : ((await json(request)) as Partial<Asset>);
		if (++requests > limit.after && limit.times-- > 0) return [429, { messages: 'Too Many Requests' }];
		const [, tag] = /\/bytag\/(.+)$/.exec(url) ?? [];
		if (tag !== undefined) return [200, assets.find(({ asset_tag: each }) => each === tag) ?? failed('not found')];
		if (method === 'POST') return [200, create(body)];
		const asset = assets.find(({ id }) => url.endsWith(`/hardware/${id}`));
		if (method === 'PATCH' && asset !== undefined)
			return [200, { status: 'success', payload: Object.assign(asset, body) }];
		return [200, method === 'GET' ? { id: 1, username: 'n8n' } : failed('not found')];
	};
	const create = (body: Partial<Asset>) => {
		if (assets.some(({ asset_tag: tag }) => tag === body.asset_tag)) return failed('The asset tag must be unique.');
		const asset = { ...body, id: assets.length + 1 } as Asset;
		assets.push(asset);
		return { status: 'success', payload: asset };
	};

	const server = createServer((request, response) => {
		void respond(request)
			.catch((): FakeResponse => [400, { messages: 'The body is not JSON.' }])
			.then(([status, body]) =>
				response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
			);
	});
	return { url: await listen(server), assets, limit, count: () => requests, close: () => server.close() };
}

const failed = (messages: string) => ({ status: 'error', messages, payload: null });
