import { JAMF_TRIGGER } from '../../harness/engine';
import { TestBench } from '../../harness/testBench';
import { TriggerHost } from '../../harness/triggerHost';
import { serve } from '../child';

export interface DeliveryTask {
	/** The number of IDs in the event, of a smart group whose members changed. */
	ids: number;
	deliveries: number;
}

const EVENT = 'SmartGroupComputerMembershipChange';
const WARM_UP = 50;

/** CPU time in the node for each delivery, in milliseconds: the webhook function alone, without HTTP and n8n's parsing. */
const readings: number[] = [];
let task: DeliveryTask;
let host: TriggerHost;
let secret: Record<string, string>;

serve<DeliveryTask>(
	async (given) => {
		task = given;
		const bench = await TestBench.open({ computers: 5 });
		const type = bench.engine.nodeTypes.getByNameAndVersion(JAMF_TRIGGER, 1);
		const { webhook } = type;
		if (webhook === undefined) throw new Error('the trigger has no webhook function');
		type.webhook = async function () {
			const before = process.cpuUsage();
			const response = await webhook.call(this);
			const { user, system } = process.cpuUsage(before);
			readings.push((user + system) / 1000);
			return response;
		};
		host = await TriggerHost.open(bench.engine, { events: [EVENT] });
		await host.activate();
		const store = bench.simulator.state.classic.store('webhooks');
		const own = store
			.ids()
			.map((id) => store.read(id))
			.find((each) => String(each?.url).startsWith(host.baseUrl));
		secret = JSON.parse(String(own?.header)) as Record<string, string>;
		for (let index = 0; index < WARM_UP; index++) await deliver(index);
	},
	async () => {
		readings.length = 0;
		for (let index = 0; index < task.deliveries; index++) await deliver(WARM_UP + index);
		if (host.runs.length !== WARM_UP + task.deliveries) throw new Error('a delivery did not start a run');
		return readings;
	},
);

async function deliver(index: number): Promise<void> {
	const ids = Array.from({ length: task.ids }, (_, each) => each + 1);
	const event = {
		computer: true,
		groupAddedDevices: [],
		groupAddedDevicesIds: ids,
		groupRemovedDevices: [],
		groupRemovedDevicesIds: [],
		jssid: 7,
		name: 'FileVault Off',
		smartGroup: true,
	};
	const webhook = { eventTimestamp: 1_780_000_000_000 + index, id: 3, name: 'n8n', webhookEvent: EVENT };
	await fetch(host.url(), {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...secret },
		body: JSON.stringify({ event, webhook }),
	});
}
