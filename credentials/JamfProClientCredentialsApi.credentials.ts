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
import { UserError } from 'n8n-workflow';
import { JamfError } from '../nodes/shared/transport/errors/errors';
import { MAX_CONNECTIONS, parseSettings } from '../nodes/shared/transport/settings';
import { exchangeToken } from '../nodes/shared/transport/auth/tokenExchange';
import type { Settings } from '../nodes/shared/transport/types';
import { createHelperSend, tlsOptions } from './helperSend';
import { wasJustExchanged, recordExchange } from './recentExchange';

const TEST_HEADER = 'x-credential-test';

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
			description: 'IDs of the API roles to request. Leave empty for all roles of the API client.',
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
		request: { baseURL: '={{$credentials.serverUrl}}', url: '/api/v1/auth', headers: { [TEST_HEADER]: 'true' } },
	};

	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject): Promise<IDataObject> {
		try {
			const settings = parseSettings(credentials);
			const { token } = await exchangeToken(settings, createHelperSend(this, settings), () => performance.now());
			recordExchange(settings, token.value);
			return { accessToken: token.value };
		} catch (error) {
			// Only the text of n8n's errors is kept, because they may contain the request with the secret.
			throw toUserError(error);
		}
	}

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const settings = parseCredential(credentials);
		const accessToken = String(credentials.accessToken ?? '');
		const { [TEST_HEADER]: testing, ...headers } = options.headers ?? {};
		if (testing !== undefined) {
			// n8n tests with the stored token, which is valid even if the secret was just mistyped. A 401 makes n8n fetch a new one.
			if (!wasJustExchanged(settings, accessToken))
				throw Object.assign(new UserError('The access token was not just issued.'), { response: { status: 401 } });
			options.baseURL = settings.server.pro;
			options.url = '/v1/auth';
		}
		assertOwnServer(settings, options);
		return Object.assign(options, {
			headers: { ...headers, Authorization: `Bearer ${accessToken}` },
			sendCredentialsOnCrossOriginRedirect: false,
			...tlsOptions(settings),
		});
	};
}

/** The token must only be sent to its own server, but the HTTP Request node accepts any URL. */
function assertOwnServer({ server }: Settings, options: IHttpRequestOptions & { uri?: string }): void {
	const target = options.url ?? options.uri ?? '';
	// Resolved against a base, `https:elsewhere.example` would be a relative path, but some clients treat it as absolute.
	const base = URL.canParse(target) ? undefined : (options.baseURL ?? server.root);
	if (URL.canParse(target, base) && new URL(target, base).origin === server.origin) return;
	throw new UserError(
		`This Jamf Pro credential is for ${server.origin} and is not sent to other servers. Use a URL that starts with ${server.root}.`,
	);
}

function parseCredential(credentials: ICredentialDataDecryptedObject): Settings {
	try {
		return parseSettings(credentials);
	} catch (error) {
		throw toUserError(error);
	}
}

function toUserError(error: unknown): UserError {
	if (error instanceof JamfError) return new UserError(`${error.message} ${error.hint}`);
	return new UserError(error instanceof Error ? error.message : 'The token exchange failed.');
}
