import type { RouteRow } from '../catalogue/types';
import type { JamfClient } from '../transport/client';
import { ResponseError } from '../transport/errors';

/** Which version of an operation a server answered to last, where it was not the newest. */
const served = new Map<string, number>();

/**
 * Carries out an operation by its newest route. A server that does not know it is asked by the next older one (facts 4.6), and
 * what it knew is remembered for the process. When it knows none, the newest route's error is thrown.
 */
export async function onNewestRoute<T>(
	jamf: JamfClient,
	{ routes }: { routes: readonly RouteRow[] },
	attempt: (route: RouteRow) => Promise<T>,
): Promise<T> {
	const key = `${jamf.settings.server.root} ${routes[0]?.method} ${routes[0]?.path}`;
	const known = served.get(key) ?? 0;
	// After an upgrade of the server the older routes may be gone: the newer ones come after the remembered one.
	const order = routes.map((_, index) => (index + known) % routes.length);
	const errors = new Map<number, unknown>();
	for (const index of order) {
		const route = routes[index];
		if (route === undefined) continue;
		try {
			const result = await attempt(route);
			if (index > 0 || known > 0) served.set(key, index);
			return result;
		} catch (error) {
			errors.set(index, error);
			if (!isUnknownRoute(error)) break;
		}
	}
	throw errors.get([...errors].find(([, error]) => !isUnknownRoute(error))?.[0] ?? Math.min(...errors.keys()));
}

/** Whether a 404 means the path and not the object: Jamf names an unknown object in the error body (facts 1.5). */
export function isUnknownRoute(error: unknown): boolean {
	return error instanceof ResponseError && error.status === 404 && error.details.every(({ code }) => code === '');
}
