import type { INodeParameters } from 'n8n-workflow';
import { Agent, buildConnector } from 'undici';
import { OpenConnections } from '../nodes/shared/transport/http/openConnections';
import { TEST_CERTIFICATE } from '../simulator/testCertificate';
import { BareEngine, type NodeRun, type RunOptions } from '../harness/bareEngine';
import { createTrigger } from '../harness/fakes/trigger';
import { loadHttpRequest } from './nodesBase';
import type { OwnPackage } from './ownPackage';
import { helperLoop } from './baselines/helperLoop';
import { signIn } from './plainClient';
import { SealedCredentials } from './sealedCredentials';
import type { Address } from './environment';

export const HTTP_REQUEST = 'n8n-nodes-base.httpRequest';
export const HELPER_LOOP = 'helperLoop';
export const JAMF_PRO = 'n8n-nodes-jamf.jamfPro';
export const JAMF_CLASSIC = 'n8n-nodes-jamf.jamfClassic';

const CREDENTIAL_ID = 'c1';

/** n8n's engine with our nodes, n8n's HTTP Request node, and a node that loops over n8n's request helper. */
export class BenchEngine {
	private readonly n8nEngine: BareEngine;
	private readonly credentials: SealedCredentials;

	/** @param httpRequest the file of n8n's HTTP Request node; without it, that node is missing */
	constructor({ JamfPro, JamfClassic, JamfProClientCredentialsApi }: OwnPackage, httpRequest?: string) {
		this.n8nEngine = new BareEngine(
			{
				'n8n-nodes-base.manualTrigger': createTrigger('manualTrigger'),
				[JAMF_PRO]: new JamfPro(),
				[JAMF_CLASSIC]: new JamfClassic(),
				[HELPER_LOOP]: helperLoop,
				...(httpRequest !== undefined && { [HTTP_REQUEST]: loadHttpRequest(httpRequest) }),
			},
			[new JamfProClientCredentialsApi()],
			SealedCredentials,
		);
		if (!(this.n8nEngine.credentials instanceof SealedCredentials)) throw new Error('the credentials cannot be sealed');
		this.credentials = this.n8nEngine.credentials;
	}

	signIn(serverUrl: string, { clientId, clientSecret }: Pick<Address, 'clientId' | 'clientSecret'>): void {
		this.credentials.unseal(CREDENTIAL_ID);
		this.n8nEngine.setCredential({ serverUrl, clientId, clientSecret, caPem: TEST_CERTIFICATE.cert }, CREDENTIAL_ID);
	}

	/** The same, with a credential that is read and decrypted at each call. */
	signInSealed(serverUrl: string, client: Pick<Address, 'clientId' | 'clientSecret'>): void {
		this.signIn(serverUrl, client);
		this.credentials.seal(CREDENTIAL_ID);
	}

	/** The items of one node behind a trigger. */
	async run(type: string, parameters: INodeParameters, options: RunOptions & { typeVersion?: number } = {}) {
		const run: NodeRun = await this.n8nEngine.runNode(type, parameters, options);
		return run.items;
	}
}

const CONNECTIONS = 5;

interface RawOptions {
	body?: string;
	headers?: Record<string, string>;
}

/** Plain requests over five connections; responses are received and discarded. */
export class RawClient {
	private readonly connections = new OpenConnections(buildConnector({ ca: TEST_CERTIFICATE.cert }));
	private readonly agent = new Agent({ connections: CONNECTIONS, connect: this.connections.connect });

	constructor(readonly server: string) {}

	/** Opens the connections while something else is under way. */
	connect(): void {
		this.connections.openAhead(new URL(this.server), CONNECTIONS);
	}

	async signIn(client: Pick<Address, 'clientId' | 'clientSecret'>): Promise<string> {
		return await signIn(this.server, client, this.agent);
	}

	/** @returns the number of bytes */
	async send(method: 'GET' | 'PATCH', url: string, options: RawOptions = {}) {
		const { body } = await this.request(method, url, options);
		let bytes = 0;
		for await (const chunk of body) bytes += (chunk as Buffer).length;
		return bytes;
	}

	async readJson(url: string, options: RawOptions = {}): Promise<unknown> {
		const { body } = await this.request('GET', url, options);
		return await body.json();
	}

	private async request(method: 'GET' | 'PATCH', url: string, options: RawOptions) {
		return await this.agent.request({ ...options, origin: this.server, path: url, method });
	}
}
