import type { JamfClient } from '../transport/client';
import { limiterFor } from '../transport/concurrency/limiter';

/**
 * Work that reads an object and writes it with a change, by one execution of this process at a time: another that read it
 * meanwhile would undo the change.
 */
export async function withObjectLock<T>(
	{ settings }: JamfClient,
	resource: string,
	ids: readonly string[],
	work: () => Promise<T>,
): Promise<T> {
	const object = ids.map((id) => id.replace(/^0+(?=\d)/, '')).join(' ');
	const release = await limiterFor(`${settings.server.root} change of ${resource} ${object}`).acquire(1);
	try {
		return await work();
	} finally {
		release();
	}
}
