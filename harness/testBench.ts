import type { INodeParameters } from 'n8n-workflow';
import { closeConnections } from '../nodes/shared/transport/http/pool';
import type { Simulator, SimulatorOptions } from '../simulator';
import { startSimulator } from '../simulator';
import type { NodeRun, RunOptions } from './engine';
import { Engine, JAMF_CLASSIC, JAMF_PRO } from './engine';

/** A simulated server, the engine, and a credential with all privileges. */
export class TestBench {
	private static readonly usedUrls = new Set<string>();

	readonly engine = new Engine();

	private constructor(readonly simulator: Simulator) {
		this.signInAs(simulator.client);
	}

	static async open(options?: SimulatorOptions): Promise<TestBench> {
		let simulator = await startSimulator(options);
		// The process caches tokens by address: on a reused port the token of another server would be sent.
		while (TestBench.usedUrls.has(simulator.url)) {
			const other = await startSimulator(options);
			await simulator.close();
			simulator = other;
		}
		TestBench.usedUrls.add(simulator.url);
		return new TestBench(simulator);
	}

	/** Additional fields override those of the client. */
	signInAs(
		client: { clientId: string; clientSecret: string },
		fields: Record<string, string | number | boolean> = {},
	): void {
		const { clientId, clientSecret } = client;
		this.engine.setCredential({ serverUrl: this.simulator.url, clientId, clientSecret, ...fields });
	}

	/** Signs in as a new client with only these privileges. */
	signInWith(privileges: string[]): void {
		this.signInAs(this.simulator.addClient({ privileges }));
	}

	async pro(
		resource: string,
		operation: string,
		parameters: INodeParameters = {},
		options?: RunOptions,
	): Promise<NodeRun> {
		return await this.engine.runNode(JAMF_PRO, { resource, operation, ...parameters }, options);
	}

	async classic(parameters: INodeParameters, options?: RunOptions): Promise<NodeRun> {
		return await this.engine.runNode(
			JAMF_CLASSIC,
			{ resource: 'apiRequest', operation: 'send', ...parameters },
			options,
		);
	}

	/** Requests that arrived since the last reset, without the token exchange: `GET /api/v1/auth`. */
	get requests(): string[] {
		return this.simulator.journal
			.filter(({ path }) => !path.endsWith('/oauth/token'))
			.map(({ method, path }) => `${method} ${path}`);
	}

	async close(): Promise<void> {
		await closeConnections();
		await this.simulator.close();
	}
}

/** A resource locator as n8n stores it. */
export function locator(mode: 'list' | 'id' | 'name', value: string): INodeParameters {
	return { __rl: true, mode, value };
}
