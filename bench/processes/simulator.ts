import { type Simulator, startSimulator } from '../../simulator';
import { TEST_CERTIFICATE } from '../../simulator/testCertificate';
import { serve } from '../child';
import { startIdleServer } from '../idleServer';
import type { SimulatorTask } from '../environment';

let simulator: Simulator;

serve(
	async ({ computers, serverMs, tokenLifetimeSeconds }: SimulatorTask) => {
		const options = { tls: TEST_CERTIFICATE, computers, latencyMs: serverMs, tokenLifetimeSeconds };
		simulator = await startSimulator(options);
		return { url: simulator.url, idleServer: await startIdleServer(serverMs), ...simulator.client };
	},
	(question) => {
		const [, submits] = /^submit (\d+)$/.exec(question) ?? [];
		if (submits !== undefined) submitInventory(Number(submits));
		if (question === 'reset') simulator.resetStats();
		return simulator.stats;
	},
);

/** Computers from all over the fleet. */
function submitInventory(count: number): void {
	const ids = simulator.state.computers.ids();
	const step = Math.floor(ids.length / count);
	simulator.devices.submitInventory(
		'computers',
		Array.from({ length: count }, (_, index) => ids[index * step] ?? 0),
	);
}
