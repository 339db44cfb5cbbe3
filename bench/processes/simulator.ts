import { type Simulator, startSimulator } from '../../simulator';
import { TEST_CERTIFICATE } from '../../simulator/testCertificate';
import { serve } from '../child';
import { startReplay } from '../replay';
import type { SimulatorTask } from '../environment';

let simulator: Simulator;

serve(
	async ({ computers, serverMs, tokenLifetimeSeconds }: SimulatorTask) => {
		const options = { tls: TEST_CERTIFICATE, computers, latencyMs: serverMs, tokenLifetimeSeconds };
		simulator = await startSimulator(options);
		return { url: simulator.url, replay: await startReplay(simulator, serverMs), ...simulator.client };
	},
	(question) => {
		if (question === 'reset') simulator.resetStats();
		return simulator.stats;
	},
);
