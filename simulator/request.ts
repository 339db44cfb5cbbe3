import type { IncomingHttpHeaders } from 'node:http';
import type { NodeNumber } from './cluster';
import { badRequest, Failure, malformedId } from './failure';
import { isObject, type JsonObject } from './json';

export interface Caller {
	clientId: string;
	displayName: string;
	privileges: ReadonlySet<string>;
}

export interface ApiRequest {
	method: string;
	/** Relative to the context path, without the query. */
	path: string;
	params: Record<string, string>;
	query: URLSearchParams;
	headers: IncomingHttpHeaders;
	body: Buffer;
	node: NodeNumber;
	caller: Caller;
	/** The address the client used, for href fields. */
	origin: string;
}

export const param = (request: ApiRequest, name: string): string => request.params[name] ?? '';

export function idOf(request: ApiRequest, name = 'id'): number {
	const text = param(request, name);
	if (!/^\d{1,15}$/.test(text)) throw malformedId(text);
	return Number(text);
}

export function jsonBody(request: ApiRequest): JsonObject {
	if (!/\bjson\b/.test(request.headers['content-type'] ?? '')) throw new Failure(415);
	const value = parsed(request.body);
	if (!isObject(value)) throw badRequest('the body is not a JSON object');
	return value;
}

function parsed(body: Buffer): unknown {
	try {
		return JSON.parse(body.toString('utf8'));
	} catch {
		throw badRequest('the body is not JSON');
	}
}
