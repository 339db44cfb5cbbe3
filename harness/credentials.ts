import { Credentials } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialsExpressionResolveValues,
	ICredentialType,
	IExecuteData,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeProperties,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { ICredentialsHelper, NodeHelpers } from 'n8n-workflow';

/** n8n's rules for credentials (packages/cli CredentialsHelper), with a map instead of a database. */
export class MemoryCredentials extends ICredentialsHelper {
	/** By credential id. */
	readonly store = new Map<string, ICredentialDataDecryptedObject>();

	constructor(
		private readonly types: ICredentialType[],
		readonly nodeTypes: INodeTypes,
	) {
		super();
	}

	getParentTypes(name: string): string[] {
		return this.type(name).extends ?? [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	getCredentialsProperties(name: string): INodeProperties[] {
		return this.type(name).properties;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.type(typeName);
		if (typeof authenticate !== 'function')
			throw new Error('only credentials that authenticate with a function are supported');
		return await authenticate(credentials, options);
	}

	/** Only when the stored token is empty or was rejected; the new one is stored. */
	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		node: INode,
		expired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const type = this.type(typeName);
		const property = type.properties.find(
			({ type: kind, typeOptions }) => kind === 'hidden' && typeOptions?.expirable === true,
		);
		if (property === undefined || type.preAuthentication === undefined) return undefined;
		if (credentials[property.name] !== '' && !expired) return undefined;
		const output = (await type.preAuthentication.call(helpers, credentials)) as ICredentialDataDecryptedObject;
		const reference = node.credentials?.[typeName];
		if (reference?.id) this.store.set(reference.id, { ...this.store.get(reference.id), ...output });
		return Object.assign(credentials, output);
	}

	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
	) {
		return (await this.type(typeName).preAuthentication?.call(helpers, credentials)) as ICredentialDataDecryptedObject;
	}

	async getCredentials(reference: INodeCredentialsDetails, type: string) {
		const credentials = new Credentials({ id: reference.id ?? '', name: reference.name }, type);
		await credentials.setData(this.stored(reference));
		return credentials;
	}

	async getDecrypted(
		_data: IWorkflowExecuteAdditionalData,
		reference: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode = 'manual',
		executeData?: IExecuteData,
		_raw?: boolean,
		values?: ICredentialsExpressionResolveValues,
	) {
		return this.resolve(await this.read(reference), type, mode, executeData, values);
	}

	/** The decrypted fields, without their expressions resolved. */
	protected async read(reference: INodeCredentialsDetails): Promise<ICredentialDataDecryptedObject> {
		return this.stored(reference);
	}

	private resolve(
		fields: ICredentialDataDecryptedObject,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		values?: ICredentialsExpressionResolveValues,
	) {
		const { properties } = this.type(type);
		const filled = NodeHelpers.getNodeParameters(properties, fields as never, true, false, null, null);
		if (values === undefined || filled === null) return filled as ICredentialDataDecryptedObject;
		const { workflow, runExecutionData, runIndex, itemIndex, node, connectionInputData } = values;
		const resolved = workflow.expression.getParameterValue(
			filled,
			runExecutionData,
			runIndex,
			itemIndex,
			node.name,
			connectionInputData,
			mode,
			{},
			executeData,
			false,
			filled,
		);
		return resolved as ICredentialDataDecryptedObject;
	}

	async updateCredentials(reference: INodeCredentialsDetails, _type: string, data: ICredentialDataDecryptedObject) {
		this.store.set(reference.id ?? '', { ...data });
	}

	async updateCredentialsOauthTokenData(): Promise<void> {}

	protected stored({ id }: INodeCredentialsDetails): ICredentialDataDecryptedObject {
		const data = this.store.get(id ?? '');
		if (data === undefined) throw new Error(`There is no credential ${id}`);
		return data;
	}

	private type(name: string): ICredentialType {
		const type = this.types.find((each) => each.name === name);
		if (type === undefined) throw new Error(`There is no credential type ${name}`);
		return type;
	}
}
