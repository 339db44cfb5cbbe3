import type { LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import type { ServerUrl } from './baseUrl';

/** Jamf Pro serves two APIs below one address: the Jamf Pro API and the Classic API. */
export type Api = 'pro' | 'classic';

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What Node's TLS needs to know; `ca` is PEM text that is added to the usual roots. */
export interface TlsSettings {
	ignoreIssues: boolean;
	ca: string;
}

/** The credential after parsing. `scope` is the OAuth form: `api-role:1 api-role:2`, or empty for every role. */
export interface Settings {
	server: ServerUrl;
	clientId: string;
	clientSecret: string;
	scope: string;
	maxConnections: number;
	tls: TlsSettings;
}

export type RequestBody = string | Buffer | Readable;

/** One HTTP exchange on the wire: absolute URL, no retry, no redirect, no sign-in. */
export interface HttpRequest {
	method: Method;
	url: string;
	headers: Record<string, string>;
	body?: RequestBody | undefined;
	/** Milliseconds without an answer, and without a byte while reading it. */
	timeoutMs: number;
	signal?: AbortSignal | undefined;
}

/** `body` must be read or destroyed by whoever asked. */
export interface HttpResponse {
	status: number;
	headers: Record<string, string | string[] | undefined>;
	body: Readable;
}

/** The only way out to HTTP. undici in the nodes, n8n's own helper in the credential. */
export type Send = (request: HttpRequest) => Promise<HttpResponse>;

/** The part of n8n's `NodeEgressFilter` (n8n 2.36 and up) that a client of our own must honour. */
export interface EgressFilter {
	validateUrl(url: string | URL): Promise<{ ok: true } | { ok: false; error: Error }>;
	createSecureLookup(): LookupFunction;
}
