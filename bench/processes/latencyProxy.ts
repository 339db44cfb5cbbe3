import { serve } from '../child';
import { startLink } from '../latencyProxy';
import type { LinkTask } from '../environment';

serve(
	async ({ ports, roundTripMs }: LinkTask) =>
		await Promise.all(ports.map(async (port) => await startLink(port, roundTripMs))),
	() => undefined,
);
