import type { Stats } from '../simulator';
import { Child } from './child';

/** Distance and speed of the server. */
export interface NetworkSetting {
	name: string;
	roundTripMs: number;
	serverMs: number;
}

export const NEAR: NetworkSetting = { name: '30 ms round trip, 20 ms server time', roundTripMs: 30, serverMs: 20 };
export const FAR: NetworkSetting = { name: '80 ms round trip, 100 ms server time', roundTripMs: 80, serverMs: 100 };

export interface SimulatorTask {
	computers: number;
	serverMs: number;
	tokenLifetimeSeconds: number;
}

export interface LatencyProxyTask {
	ports: number[];
	roundTripMs: number;
}

/** URLs of the servers: through the latency proxy, and directly for warming up. */
export interface Address {
	server: string;
	idleServer: string;
	direct: { server: string; idleServer: string };
	clientId: string;
	clientSecret: string;
}

interface Started {
	url: string;
	idleServer: string;
	clientId: string;
	clientSecret: string;
}

interface EnvironmentOptions {
	computers: number;
	tokenLifetimeSeconds?: number;
}

/** A simulated server and a latency proxy, each in its own process. */
export class Environment {
	private constructor(
		private readonly simulator: Child<Started>,
		private readonly proxy: Child<number[]>,
		readonly address: Address,
	) {}

	static async open(
		setting: NetworkSetting,
		{ computers, tokenLifetimeSeconds = 1200 }: EnvironmentOptions,
	): Promise<Environment> {
		const task: SimulatorTask = { computers, serverMs: setting.serverMs, tokenLifetimeSeconds };
		const simulator = await Child.start<Started>('simulator', task);
		const { url, idleServer, clientId, clientSecret } = simulator.ready;
		const ports = [url, idleServer].map((each) => Number(new URL(each).port));
		const proxy = await Child.start<number[]>('latencyProxy', {
			ports,
			roundTripMs: setting.roundTripMs,
		} satisfies LatencyProxyTask);
		const [server = '', distantIdleServer = ''] = proxy.ready.map((port) => `https://127.0.0.1:${port}`);
		return new Environment(simulator, proxy, {
			server,
			idleServer: distantIdleServer,
			direct: { server: url, idleServer },
			clientId,
			clientSecret,
		});
	}

	/** Statistics of the server since the last reset. */
	async stats(): Promise<Stats> {
		return await this.simulator.ask<Stats>('stats');
	}

	async reset(): Promise<void> {
		await this.simulator.ask('reset');
	}

	/** This many computers submit inventory, as devices do by themselves. */
	async submitInventory(computers: number): Promise<void> {
		await this.simulator.ask(`submit ${computers}`);
	}

	async close(): Promise<void> {
		await this.proxy.stop();
		await this.simulator.stop();
	}
}
