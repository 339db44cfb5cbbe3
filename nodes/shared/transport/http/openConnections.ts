import type { Socket } from 'node:net';
import type { Connector } from './connector';

type Connected = { socket: Socket } | { error: Error };

/** Shorter than the keep-alive timeout of usual servers and load balancers. */
const MAX_IDLE_MS = 4_000;

/**
 * The connections to one server. undici opens a connection when a request needs one; `openAhead` opens them before, so that the requests
 * that follow an access token or a first page do not wait for a TLS handshake.
 */
export class OpenConnections {
	private readonly ahead: Array<Promise<Connected>> = [];
	/** All connections that are open or being opened. */
	private count = 0;

	constructor(private readonly connector: Connector) {}

	/** The `connect` option of undici: a connection that was opened ahead, or a new one. */
	readonly connect: Connector = (options, callback) => {
		void (this.ahead.shift() ?? this.open(options)).then((connected) => {
			if ('error' in connected) callback(connected.error, null);
			else if (isUsable(connected.socket)) callback(null, connected.socket);
			else this.connect(options, callback);
		});
	};

	/** Opens connections until `total` exist. Those that are not used within seconds are closed. If one fails, the request that uses it gets the error. */
	openAhead(url: URL, total: number): void {
		const { hostname, host, protocol, port } = url;
		for (let missing = total - this.count; missing > 0; missing--) {
			const opened = this.open({ hostname, host, protocol, port });
			this.ahead.push(opened);
			setTimeout(() => this.discard(opened), MAX_IDLE_MS).unref();
		}
	}

	/** Closes the connections that undici did not take over. */
	close(): void {
		for (const opened of [...this.ahead]) this.discard(opened);
	}

	private discard(opened: Promise<Connected>): void {
		const index = this.ahead.indexOf(opened);
		if (index === -1) return;
		this.ahead.splice(index, 1);
		void opened.then((connected) => 'socket' in connected && connected.socket.destroy());
	}

	private async open(options: Parameters<Connector>[0]): Promise<Connected> {
		this.count++;
		const connected = await new Promise<Connected>((resolve) => {
			this.connector(options, (error, socket) => resolve(error === null ? { socket } : { error }));
		});
		if ('socket' in connected) connected.socket.once('close', () => this.count--);
		else this.count--;
		return connected;
	}
}

function isUsable({ destroyed, readableEnded, writable }: Socket): boolean {
	return !destroyed && !readableEnded && writable;
}
