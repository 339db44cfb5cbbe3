import { createServer, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { listen } from '../../harness/listen';

interface Received {
	method: string;
	path: string;
	body: unknown;
}

type Respond = (received: Received) => object;

/** A fake of a third-party service on this machine. */
interface FakeService {
	url: string;
	received: Received[];
	close(): void;
}

async function startFakeService(response: Respond): Promise<FakeService> {
	const received: Received[] = [];
	const read = async (request: IncomingMessage): Promise<object> => {
		const { method = '', url: path = '' } = request;
		const entry = { method, path, body: method === 'GET' ? undefined : await json(request) };
		received.push(entry);
		return response(entry);
	};
	const server = createServer((request, response) => {
		void read(request).then((body) =>
			response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
		);
	});
	return { url: await listen(server), received, close: () => server.close() };
}

/** Returns HELP-1 for every new issue. */
export const startJira = async () =>
	await startFakeService(({ method }) => (method === 'GET' ? [] : { id: '10042', key: 'HELP-1' }));

/** An incoming webhook of Slack. */
export const startSlackWebhook = async () => await startFakeService(() => ({ ok: true }));

/** A model that makes these calls, one at a time, and responds with the last result. */
export const startModel = async (...calls: Array<{ tool: string; input: object }>) =>
	await startFakeService(({ body }) => {
		const { messages } = body as { messages: Array<{ role: string; content: string }> };
		const found = messages.filter(({ role }) => role === 'tool');
		const next = calls[found.length];
		const call = next && {
			id: `call_${found.length + 1}`,
			type: 'function',
			function: { name: next.tool, arguments: JSON.stringify(next.input) },
		};
		const message =
			call === undefined
				? { role: 'assistant', content: `Found: ${found.at(-1)?.content}` }
				: { role: 'assistant', content: null, tool_calls: [call] };
		return {
			id: 'chatcmpl-1',
			object: 'chat.completion',
			created: 0,
			model: 'fake-model',
			choices: [{ index: 0, message, finish_reason: call === undefined ? 'stop' : 'tool_calls' }],
			usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
		};
	});
