import type { LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import type { ServerUrl } from './baseUrl';

/** Jamf Pro serves two APIs under one address: the Jamf Pro API and the Classic API. */
export type Api = 'pro' | 'classic';

/** The types of devices that MDM commands are for. */
export type DeviceType = 'computer' | 'mobileDevice';

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** TLS settings of the credential. `ca` is PEM text that is trusted in addition to Node's root certificates. */
export interface TlsSettings {
	ignoreIssues: boolean;
	ca: string;
}

/** The parsed credential. `scope` has the OAuth form `api-role:1 api-role:2`, or is empty for all roles. */
export interface Settings {
	server: ServerUrl;
	clientId: string;
	clientSecret: string;
	scope: string;
	maxConnections: number;
	tls: TlsSettings;
}

export type RequestBody = string | Buffer | Readable;

/** One HTTP request on the wire: absolute URL, no retry, no redirect, no authentication. */
export interface HttpRequest {
	method: Method;
	url: string;
	headers: Record<string, string>;
	body?: RequestBody | undefined;
	/** Maximum milliseconds to wait for the response headers, and between two chunks of the body. */
	timeoutMs: number;
	signal?: AbortSignal | undefined;
	/** The number of connections to open to the server in total, because more requests follow. */
	connections?: number | undefined;
}

/** The caller must read or destroy `body`. */
export interface HttpResponse {
	status: number;
	headers: Record<string, string | string[] | undefined>;
	body: Readable;
}

/** Sends one HTTP request. The nodes use undici, the credential uses n8n's request helper. */
export type Send = (request: HttpRequest) => Promise<HttpResponse>;

/** The part of n8n's `NodeEgressFilter` (n8n 2.36 and later) that a custom HTTP client has to honor. */
export interface EgressFilter {
	validateUrl(url: string | URL): Promise<{ ok: true } | { ok: false; error: Error }>;
	createSecureLookup(): LookupFunction;
}
