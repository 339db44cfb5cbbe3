import type { Reply } from './reply';
import type { ApiRequest } from './request';

export interface Route {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** Template relative to the context path, such as `/api/v1/api-roles/{id}`. */
	path: string;
	/** All of them are required. */
	privileges: readonly string[];
	/** The one of them that the handler checks, with an error of its own. */
	checked?: string;
	/** Further privileges that depend on the body. */
	alsoNeeds?: (request: ApiRequest) => readonly string[];
	/** First server version with this route. */
	since?: string;
	/** Since when responses have the deprecation header. */
	deprecated?: string;
	/** Error code for a missing privilege; servers respond with and without one (jamf-behavior 1.5). */
	refusal?: 'INVALID_PRIVILEGE';
	/** Served without a token. */
	open?: true;
	handle: (request: ApiRequest) => Reply;
}

interface Candidate {
	route: Route;
	segments: string[];
	wildcards: number;
}

export class Router {
	readonly #candidates = new Map<string, Candidate[]>();

	constructor(routes: readonly Route[]) {
		for (const route of routes) this.#add(route);
		for (const candidates of this.#candidates.values()) candidates.sort((a, b) => a.wildcards - b.wildcards);
	}

	find(method: string, path: string): { route: Route; params: Record<string, string> } | undefined {
		const segments = path.split('/');
		for (const { route, segments: template } of this.#candidates.get(`${method} ${segments.length}`) ?? []) {
			const params = matched(template, segments);
			if (params) return { route, params };
		}
		return undefined;
	}

	#add(route: Route): void {
		const segments = route.path.split('/');
		const key = `${route.method} ${segments.length}`;
		const wildcards = segments.filter((segment) => segment.startsWith('{')).length;
		this.#candidates.set(key, [...(this.#candidates.get(key) ?? []), { route, segments, wildcards }]);
	}
}

function matched(template: string[], segments: string[]): Record<string, string> | undefined {
	const params: Record<string, string> = {};
	for (const [index, expected] of template.entries()) {
		const actual = segments[index] ?? '';
		if (expected.startsWith('{')) params[expected.slice(1, -1)] = decoded(actual);
		else if (expected !== actual) return undefined;
	}
	return params;
}

function decoded(segment: string): string {
	try {
		return decodeURIComponent(segment);
	} catch {
		return segment;
	}
}
