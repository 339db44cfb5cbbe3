import type { CookieJar } from './http/cookieJar';
import type { ApiPath, Query } from './path';
import type { TokenCache } from './auth/tokenCache';
import type { Api, DeviceType, HttpResponse, Method, RequestBody, Send } from './types';

/** A request to one of the two APIs. The client adds the server, the access token and cookies. */
export interface JamfRequest {
	api: Api;
	method: Method;
	path: ApiPath;
	query?: Query;
	headers?: Record<string, string>;
	body?: RequestBody;
	timeoutMs?: number;
	/** The type of the MDM command in the body, so that errors can name it. */
	command?: string;
	/** The type of the devices that the command is for, if it is known. */
	deviceType?: DeviceType;
	/** What is written after this request, for a preview: `The object is then updated.` */
	followUp?: string;
	/** `false` for bulk reads: sends no cookies, so that the load balancer can spread the requests. */
	sticky?: boolean;
	/** `true` for pages: a 504 or a timeout is not retried, because the caller requests a smaller page instead. */
	callerHandlesTimeout?: boolean;
	/** Ends retries once the response is no longer needed, such as that of a prefetched page after the end of a list. */
	retrySignal?: AbortSignal;
	/** The number of connections to open in total while the access token and this response are on their way, because more requests follow. */
	connections?: number | undefined;
}

export interface JamfResponse<T> {
	status: number;
	headers: HttpResponse['headers'];
	body: T;
}

/** The state shared by all requests of one execution. */
export interface Session {
	send: Send;
	tokens: TokenCache;
	jar: CookieJar;
	signal?: AbortSignal | undefined;
	/** Default timeout in milliseconds for requests without one of their own. */
	timeoutMs?: number | undefined;
	/** Called before each request, which is not sent if it throws. */
	guard?: (request: JamfRequest) => void;
}
