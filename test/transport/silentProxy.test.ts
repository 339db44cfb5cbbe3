import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import { closeConnections } from '../../nodes/shared/transport/http/pool';
import { failure, open, READ } from './testServer';

// A file of its own, because undici keeps the timers of its first request.
test('a proxy that accepts connections and does not respond is asked again, and nothing was sent', async () => {
	jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance', 'Date'] });
	jest.spyOn(Math, 'random').mockReturnValue(0);
	const sockets: Socket[] = [];
	let tunnels = 0;
	const proxy = createServer((socket) => {
		sockets.push(socket);
		socket.on('error', () => {}).on('data', () => tunnels++);
	}).listen(0, '127.0.0.1');
	await once(proxy, 'listening');
	process.env.HTTPS_PROXY = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;

	let settled = false;
	const failed = failure(open('https://jamf.example.com').send(READ)).finally(() => (settled = true));
	while (!settled) {
		await yieldToEventLoop();
		jest.advanceTimersByTime(100);
	}
	expect(await failed).toMatchObject({
		code: 'PROXY',
		sent: false,
		transient: true,
		message: 'The HTTP proxy of the n8n server could not reach jamf.example.com.',
	});
	expect(tunnels).toBe(4);

	delete process.env.HTTPS_PROXY;
	jest.useRealTimers();
	for (const socket of sockets) socket.destroy();
	await closeConnections();
	proxy.close();
});
