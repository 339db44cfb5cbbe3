import type { ICredentialDataDecryptedObject, INode, INodeTypeDescription, IWorkflowBase } from 'n8n-workflow';
import type { N8n } from './n8n';
import { fetchReady } from './fetchReady';

export const OWNER = { email: 'owner@example.com', password: 'Passw0rd!e2e', firstName: 'Olive', lastName: 'Owner' };

export const CREDENTIAL_TYPE = 'jamfProClientCredentialsApi';

/** As nodes refer to it. */
export interface SavedCredential {
	id: string;
	name: string;
}

export type SavedWorkflow = Pick<IWorkflowBase, 'id' | 'name' | 'nodes' | 'connections' | 'settings' | 'versionId'>;

interface TestResult {
	status: 'OK' | 'Error';
	message: string;
}

/** The REST API that the editor uses. */
export class Rest {
	#cookie = '';

	constructor(readonly n8n: Pick<N8n, 'url' | 'version'>) {}

	get isVersion1(): boolean {
		return this.n8n.version.startsWith('1.');
	}

	/** Returns the JSON response without n8n's envelope. */
	async call<T>(method: 'DELETE' | 'GET' | 'PATCH' | 'POST', path: string, body?: unknown): Promise<T> {
		const response = await fetchReady(this.n8n.url + path, {
			method,
			// n8n closes idle connections after 5 s, which a busy process notices only when it sends the next request on one.
			headers: { 'content-type': 'application/json', 'browser-id': 'e2e', cookie: this.#cookie, connection: 'close' },
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		const cookie = response.headers.getSetCookie().find((each) => each.startsWith('n8n-auth='));
		if (cookie !== undefined) this.#cookie = cookie.split(';')[0] ?? '';
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} ${path} -> ${response.status}: ${text.slice(0, 800)}`);
		const data = (text === '' ? undefined : JSON.parse(text)) as { data?: T } | T;
		return typeof data === 'object' && data !== null && 'data' in data ? (data.data as T) : (data as T);
	}

	async setUpOwner(): Promise<void> {
		await this.call('POST', '/rest/owner/setup', OWNER);
	}

	async signIn(): Promise<void> {
		const { email, password } = OWNER;
		await this.call('POST', '/rest/login', { emailOrLdapLoginId: email, email, password });
	}

	async createCredential(
		name: string,
		data: ICredentialDataDecryptedObject,
		type = CREDENTIAL_TYPE,
	): Promise<SavedCredential> {
		const { id } = await this.call<SavedCredential>('POST', '/rest/credentials', { name, type, data });
		return { id, name };
	}

	/** A saved credential as in the editor's form, with placeholders for secrets and for the token that n8n stored. */
	async credentialForm({ id }: SavedCredential): Promise<ICredentialDataDecryptedObject> {
		type Form = { data: ICredentialDataDecryptedObject };
		return (await this.call<Form>('GET', `/rest/credentials/${id}?includeData=true`)).data;
	}

	/** The editor's test, with the values of the form, saved or not. */
	async testCredential({ id, name }: SavedCredential, data: ICredentialDataDecryptedObject): Promise<TestResult> {
		const credentials = { id, name, type: CREDENTIAL_TYPE, data };
		return await this.call<TestResult>('POST', '/rest/credentials/test', { credentials });
	}

	/** Node types of this package as in the editor, with Tool variants. */
	async nodeTypes(packageName: string): Promise<INodeTypeDescription[]> {
		const all = await this.call<INodeTypeDescription[]>('GET', '/types/nodes.json');
		return all.filter(({ name }) => name.startsWith(`${packageName}.`));
	}

	async createWorkflow(workflow: Pick<SavedWorkflow, 'name' | 'nodes' | 'connections'>): Promise<SavedWorkflow> {
		const settings = { executionOrder: 'v1' };
		return await this.call('POST', '/rest/workflows', { settings, ...workflow, active: false });
	}

	/** Loads the choices of a picker as the editor does. */
	async pick<T>(
		kind: 'options' | 'resource-locator-results' | 'resource-mapper-fields',
		node: Pick<INode, 'type' | 'typeVersion' | 'parameters' | 'credentials'>,
		question: { path: string; methodName: string; filter?: string },
	): Promise<T> {
		return await this.call('POST', `/rest/dynamic-node-parameters/${kind}`, {
			...question,
			path: `parameters.${question.path}`,
			nodeTypeAndVersion: { name: node.type, version: node.typeVersion },
			currentNodeParameters: node.parameters,
			credentials: node.credentials,
		});
	}
}
