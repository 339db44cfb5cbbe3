import { serve } from '../child';
import { startLatencyProxy } from '../latencyProxy';
import type { LatencyProxyTask } from '../environment';

serve(
	async ({ ports, roundTripMs }: LatencyProxyTask) =>
		await Promise.all(ports.map(async (port) => await startLatencyProxy(port, roundTripMs))),
	() => undefined,
);
