import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { exchangeToken } from '../nodes/shared/transport/auth/tokenExchange';
import { endSentence, JamfError } from '../nodes/shared/transport/errors/errors';
import { parseSettings } from '../nodes/shared/transport/settings';
import type { Settings } from '../nodes/shared/transport/types';
import { createHelperSend, tlsOptions } from './helperSend';
import { wasJustExchanged, recordExchange } from './recentExchange';

const TEST_HEADER = 'x-credential-test';

/** Gets an access token for n8n to store. @throws UserError without the secret */
export async function fetchToken(
	helper: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): Promise<IDataObject> {
	try {
		const settings = parseSettings(credentials);
		const { token } = await exchangeToken(settings, createHelperSend(helper, settings), () => performance.now());
		recordExchange(settings, token.value);
		return { accessToken: token.value };
	} catch (error) {
		// Only the text of n8n's errors is kept, because they may contain the request with the secret.
		throw toUserError(error);
	}
}

/** Adds the access token to a request. @throws UserError if the request is for another server */
export function authorize(
	credentials: ICredentialDataDecryptedObject,
	options: IHttpRequestOptions,
): IHttpRequestOptions {
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
	if (error instanceof JamfError) return new UserError(`${endSentence(error.message)} ${error.hint}`);
	return new UserError(error instanceof Error ? error.message : 'The token exchange failed.');
}
