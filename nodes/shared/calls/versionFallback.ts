import type { RouteRow } from '../catalogue/types';
import type { JamfClient } from '../transport/client';
import { InputError, isUnknownRoute } from '../transport/errors/errors';

/** Servers are updated while n8n runs, and a 404 can come from something before them. */
const MEMORY_MS = 3_600_000;

/** Which version of an operation a server answered to last, where it was not the newest, and until when that counts. */
const servedVersions = new Map<string, { index: number; until: number }>();

/** An older route cannot take what the workflow gives; nothing was sent. */
export class UnsupportedByOlderVersionError extends InputError {}

/**
 * Carries out an operation by its newest route. A server that does not know it is asked by the next older one (jamf-behavior 4.6), and
 * what it knew is remembered for an hour. When it knows none, the newest route's error is thrown.
 */
export async function withVersionFallback<T>(
	jamf: JamfClient,
	{ routes }: { routes: readonly RouteRow[] },
	attempt: (route: RouteRow) => Promise<T>,
): Promise<T> {
	const key = `${jamf.settings.server.root} ${routes[0]?.method} ${routes[0]?.path}`;
	const { index: known, until } = servedVersions.get(key) ?? { index: 0, until: Infinity };
	if (until < performance.now()) {
		servedVersions.delete(key);
		return await withVersionFallback(jamf, { routes }, attempt);
	}
	// After an upgrade of the server the older routes may be gone: the newer ones come after the remembered one.
	const order = routes.map((_, index) => (index + known) % routes.length);
	const errors = new Map<number, unknown>();
	for (const index of order) {
		const route = routes[index];
		if (route === undefined) continue;
		try {
			const result = await attempt(route);
			// Repeating what is known does not make it newer.
			if (index !== known) servedVersions.set(key, { index, until: performance.now() + MEMORY_MS });
			return result;
		} catch (error) {
			if (known > 0 && error instanceof UnsupportedByOlderVersionError) {
				servedVersions.delete(key);
				return await withVersionFallback(jamf, { routes }, attempt);
			}
			errors.set(index, error);
			if (!isUnknownRoute(error)) break;
		}
	}
	throw errors.get([...errors].find(([, error]) => !isUnknownRoute(error))?.[0] ?? Math.min(...errors.keys()));
}
