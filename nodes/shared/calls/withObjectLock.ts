import type { JamfClient } from '../transport/client';
import { limiterFor } from '../transport/concurrency/limiter';

/** Static groups have the same IDs in both APIs (jamf-behavior 5.8). */
const SAME_OBJECTS: Readonly<Record<string, string>> = {
	staticComputerGroup: 'computerGroup',
	staticMobileDeviceGroup: 'mobileDeviceGroup',
};

/** Runs a change of one object under a process-wide lock, in the order of the calls: a concurrent one could undo it. */
export async function withObjectLock<T>(
	{ settings, session }: JamfClient,
	resource: string,
	ids: readonly string[],
	work: () => Promise<T>,
): Promise<T> {
	const key = ids.map((id) => id.replace(/^0+(?=\d)/, '')).join(' ');
	const release = await limiterFor(
		`${settings.server.root} change of ${SAME_OBJECTS[resource] ?? resource} ${key}`,
	).acquire(1, session.signal);
	try {
		return await work();
	} finally {
		release();
	}
}
