import { Readable } from 'node:stream';
import type { IHttpRequestHelper, IN8nHttpFullResponse } from 'n8n-workflow';
import type { Send, Settings } from '../nodes/shared/transport/types';

/** A `Send` function based on n8n's request helper, which honors n8n's proxy and egress rules. */
export function createHelperSend({ helpers }: IHttpRequestHelper, settings: Settings): Send {
	return async ({ method, url, headers, body, timeoutMs }) => {
		const response = (await helpers.httpRequest({
			method,
			url,
			headers,
			body: body as string,
			timeout: timeoutMs,
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			...tlsOptions(settings),
		})) as IN8nHttpFullResponse;
		const text = typeof response.body === 'string' ? response.body : JSON.stringify(response.body ?? '');
		return {
			status: response.statusCode,
			headers: response.headers as Record<string, string>,
			body: Readable.from([Buffer.from(text)]),
		};
	};
}

/** The TLS settings of the credential as options for n8n's current and legacy request helpers. */
export function tlsOptions({ tls }: Settings) {
	if (tls.ignoreIssues) return { skipSslCertificateValidation: true, rejectUnauthorized: false };
	return tls.ca === '' ? {} : { agentOptions: { ca: tls.ca } };
}
