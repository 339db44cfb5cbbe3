import { serve } from '../child';
import { startLink } from '../link';
import type { LinkTask } from '../site';

serve(
	async ({ ports, roundTripMs }: LinkTask) =>
		await Promise.all(ports.map(async (port) => await startLink(port, roundTripMs))),
	() => undefined,
);
