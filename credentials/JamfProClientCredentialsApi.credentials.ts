import { createRequire } from 'node:module';
import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { MAX_CONNECTIONS } from '../nodes/shared/transport/settings';
import type { authorize, fetchToken } from './authentication';

/** Loads a module when n8n first needs it. At its start, n8n only reads the form. */
const load = createRequire(__filename);
const loadAuthentication = () =>
	load('./authentication') as { authorize: typeof authorize; fetchToken: typeof fetchToken };

/**
 * OAuth 2.0 client credentials for both APIs of Jamf Pro. The nodes of this package cache tokens themselves; `preAuthentication`
 * and `authenticate` are for n8n's HTTP Request node, for which n8n stores the token.
 */
export class JamfProClientCredentialsApi implements ICredentialType {
	name = 'jamfProClientCredentialsApi';

	displayName = 'Jamf Pro Client Credentials API';

	documentationUrl = 'https://github.com/n8n-nodes-jamf/n8n-nodes-jamf#connect-to-jamf-pro';

	icon: Icon = { light: 'file:jamfProCredentials.svg', dark: 'file:jamfProCredentials.dark.svg' };

	properties: INodeProperties[] = [
		{
			displayName: 'Server URL',
			name: 'serverUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://example.jamfcloud.com',
			description:
				'The address of your Jamf Pro server as shown in the browser. It may include a port, a context path, /api or /JSSResource.',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			required: true,
			default: '',
			description: 'From the API client, in Jamf Pro under Settings > API roles and clients',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'Jamf Pro shows the secret only once, when it is generated. Generating a new one invalidates the old one.',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			default: '',
			placeholder: 'e.g. 3 7',
			description: 'IDs of the API roles to request, separated by spaces. Leave empty for all roles of the API client.',
		},
		{
			displayName: 'Max Concurrent Requests',
			name: 'maxConcurrentRequests',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MAX_CONNECTIONS, numberPrecision: 0 },
			default: MAX_CONNECTIONS,
			description:
				'Maximum number of concurrent requests per n8n process. Jamf recommends at most 5 in total, so lower this if you run several workers.',
		},
		{
			displayName: 'Ignore SSL Issues (Insecure)',
			name: 'ignoreSslIssues',
			type: 'boolean',
			default: false,
			description:
				'Whether to connect even if the certificate of the server cannot be verified. Use this for test servers only.',
		},
		{
			displayName: 'CA Certificate',
			name: 'caPem',
			type: 'string',
			typeOptions: { rows: 4 },
			displayOptions: { show: { ignoreSslIssues: [false] } },
			default: '',
			placeholder: '-----BEGIN CERTIFICATE-----',
			description: 'The PEM certificate of your own certificate authority, if it signed the certificate of the server',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	/** `authenticate` sets the URL, because the Server URL can have different formats. */
	test: ICredentialTestRequest = {
		request: { baseURL: '={{$credentials.serverUrl}}', url: '/api/v1/auth', headers: { 'x-credential-test': 'true' } },
	};

	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject): Promise<IDataObject> {
		return await loadAuthentication().fetchToken(this, credentials);
	}

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => await Promise.resolve(loadAuthentication().authorize(credentials, options));
}
