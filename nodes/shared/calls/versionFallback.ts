import type { RouteRow } from '../catalogue/types';
import type { JamfClient } from '../transport/client';
import { InputError, isUnknownRoute } from '../transport/errors/errors';

/** Servers are upgraded while n8n runs, and a 404 can come from a proxy. */
const CACHE_MS = 3_600_000;

/** The older route that last served an operation on a server, and until when to try it first. */
const servedVersions = new Map<string, { index: number; until: number }>();

/** An older route does not support a field or parameter of the workflow. Nothing was sent. */
export class UnsupportedByOlderVersionError extends InputError {}

interface Fallback {
	row: { routes: readonly RouteRow[] };
	/** Called if the server does not have the newest route and an older one was used. */
	onOlderRoute?: ((route: RouteRow) => void) | undefined;
}

/**
 * Calls the newest route of an operation and falls back to older ones if the server does not support it (jamf-behavior 4.6). The working
 * route is cached for an hour. If none works, throws the error of the newest route.
 */
export async function withVersionFallback<T>(
	jamf: JamfClient,
	{ row: { routes }, onOlderRoute }: Fallback,
	attempt: (route: RouteRow) => Promise<T>,
): Promise<T> {
	const key = `${jamf.settings.server.root} ${routes[0]?.method} ${routes[0]?.path}`;
	const { index: cached, until } = servedVersions.get(key) ?? { index: 0, until: Infinity };
	if (until < performance.now()) {
		servedVersions.delete(key);
		return await withVersionFallback(jamf, { row: { routes }, onOlderRoute }, attempt);
	}
	// After an upgrade the server may no longer have the cached route, so the newer ones are tried after it.
	const order = routes.map((_, index) => (index + cached) % routes.length);
	const errors = new Map<number, unknown>();
	for (const index of order) {
		const route = routes[index];
		if (route === undefined) continue;
		try {
			const result = await attempt(route);
			// Confirming the cached route must not extend its lifetime.
			if (index !== cached) servedVersions.set(key, { index, until: performance.now() + CACHE_MS });
			if (index > 0) onOlderRoute?.(route);
			return result;
		} catch (error) {
			if (cached > 0 && error instanceof UnsupportedByOlderVersionError) {
				servedVersions.delete(key);
				return await withVersionFallback(jamf, { row: { routes }, onOlderRoute }, attempt);
			}
			errors.set(index, error);
			if (!isUnknownRoute(error)) break;
		}
	}
	// The error that ended the attempts, or that of the newest route if the server has none of them.
	throw [...errors.values()].find((error) => !isUnknownRoute(error)) ?? errors.get(Math.min(...errors.keys()));
}

export function describeOlderRoute({ method, path }: RouteRow): string {
	return `This server does not have the newest version of the operation, so an older one was used (${method} ${path}). Fields that only newer versions of Jamf Pro have are missing.`;
}
