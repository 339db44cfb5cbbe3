import type { CookieJar } from './http/cookieJar';
import type { ApiPath, Query } from './path';
import type { TokenCache } from './auth/tokenCache';
import type { Api, HttpResponse, Method, RequestBody, Send } from './types';

/** A request to one of the two APIs; the client adds server, sign-in and cookies. */
export interface JamfRequest {
	api: Api;
	method: Method;
	path: ApiPath;
	query?: Query;
	headers?: Record<string, string>;
	body?: RequestBody;
	timeoutMs?: number;
	/** What the body asks for where the path does not say it, for explanations: the type of an MDM command. */
	command?: string;
	/** `false` for bulk reads: no cookies, so that the cluster balances them. */
	sticky?: boolean;
	/** `true` for pages: a 504 or a time-out is not repeated, as the caller asks for less instead. */
	callerHandlesTimeout?: boolean;
}

export interface JamfResponse<T> {
	status: number;
	headers: HttpResponse['headers'];
	body: T;
}

/** What one execution brings along. */
export interface Session {
	send: Send;
	tokens: TokenCache;
	jar: CookieJar;
	signal?: AbortSignal | undefined;
	/** Milliseconds, for requests that do not say their own. */
	timeoutMs?: number | undefined;
}
