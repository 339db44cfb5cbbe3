import type { Stats } from '../simulator';
import { Child } from './child';

/** How far away the server is. */
export interface Setting {
	name: string;
	roundTripMs: number;
	serverMs: number;
}

export const NEAR: Setting = { name: '30 ms round trip, 20 ms server time', roundTripMs: 30, serverMs: 20 };
export const FAR: Setting = { name: '80 ms round trip, 100 ms server time', roundTripMs: 80, serverMs: 100 };

export interface SimulatorTask {
	computers: number;
	serverMs: number;
	tokenLifetimeSeconds: number;
}

export interface LinkTask {
	ports: number[];
	roundTripMs: number;
}

/** Where a subject finds the servers: through the link, and without it for warming up. */
export interface Address {
	server: string;
	replay: string;
	direct: { server: string; replay: string };
	clientId: string;
	clientSecret: string;
}

interface Started {
	url: string;
	replay: string;
	clientId: string;
	clientSecret: string;
}

interface SiteOptions {
	computers: number;
	tokenLifetimeSeconds?: number;
}

/** A simulated server and the way to it, each in a process of its own. */
export class Site {
	private constructor(
		private readonly simulator: Child<Started>,
		private readonly link: Child<number[]>,
		readonly address: Address,
	) {}

	static async open(setting: Setting, { computers, tokenLifetimeSeconds = 1200 }: SiteOptions): Promise<Site> {
		const task: SimulatorTask = { computers, serverMs: setting.serverMs, tokenLifetimeSeconds };
		const simulator = await Child.start<Started>('simulator', task);
		const { url, replay, clientId, clientSecret } = simulator.ready;
		const ports = [url, replay].map((each) => Number(new URL(each).port));
		const link = await Child.start<number[]>('latencyProxy', { ports, roundTripMs: setting.roundTripMs } satisfies LinkTask);
		const [server = '', distantReplay = ''] = link.ready.map((port) => `https://127.0.0.1:${port}`);
		return new Site(simulator, link, {
			server,
			replay: distantReplay,
			direct: { server: url, replay },
			clientId,
			clientSecret,
		});
	}

	/** What the server saw since the last reset. */
	async stats(): Promise<Stats> {
		return await this.simulator.ask<Stats>('stats');
	}

	async reset(): Promise<void> {
		await this.simulator.ask('reset');
	}

	async close(): Promise<void> {
		await this.link.stop();
		await this.simulator.stop();
	}
}
