import { compare, type Contestant, type Result } from '../compare';
import { formatMemoryTable, formatSpeedTable, compareWithOurs } from '../comparison';
import type { Goal, Suite, Plan } from '../suite';
import { FAR, NEAR, type NetworkSetting, Environment } from '../environment';
import { formatTimesAsLong, formatNumber, formatRatio } from '../text';

const OURS = 'Jamf Pro: Update';
const HELPER = "n8n's request helper, one by one";
const AS_IT_COMES = 'HTTP Request, default settings';

function line(candidate: Contestant['candidate'], label: string, size: number): Contestant {
	return { candidate, label, size, requests: size };
}

function nearby({ items, sampleItems }: Plan): Contestant[] {
	return [
		line('updates.node', OURS, items),
		line('updates.helper', HELPER, sampleItems),
		line('updates.httpRequest', AS_IT_COMES, items),
		line('updates.limit', 'limit', sampleItems * 5),
		line('updates.httpRequestCapped', 'HTTP Request, batches of 5 every 250 ms', sampleItems),
		line('updates.httpRequestBatched', 'HTTP Request, batches of 50 every second', sampleItems * 5),
	];
}

function farAway({ sampleItems }: Plan): Contestant[] {
	return [
		line('updates.node', OURS, sampleItems * 2),
		line('updates.helper', HELPER, Math.ceil(sampleItems / 5)),
		line('updates.httpRequest', AS_IT_COMES, sampleItems * 2),
		line('updates.limit', 'limit', sampleItems * 2),
	];
}

const INTRO = `One PATCH for each item. By default, the HTTP Request node sends all requests at once, each on its own connection: faster than five at a time, and far more than the five that Jamf recommends for one client. Limited to five, it waits for fixed intervals. Some are measured with fewer items, for which sign-in takes about the same share of the time.`;

export const updates: Suite = {
	name: 'updates',
	title: 'Changing computers one by one',
	async run(plan, context) {
		const near = await measureAt(NEAR, nearby(plan), plan, context);
		const far = await measureAt(FAR, farAway(plan), plan, context);
		const text = [
			INTRO,
			`### ${NEAR.name}`,
			formatSpeedTable(near.all, near.ours),
			formatMemoryTable(near.all),
			inFlight(near.all),
			`### ${FAR.name}`,
			formatSpeedTable(far.all, far.ours),
		].join('\n\n');
		return {
			text,
			goals: [...goalsOf(near), ...goalsOf(far)],
			headlines: [
				[
					`Change ${plan.items.toLocaleString('en-US')} computers`,
					`${formatNumber(near.ours.of(({ wallMs }) => wallMs / 1000).median)} s`,
					`${formatTimesAsLong(compareWithOurs(near.asItComes, near.ours).wall)}, with ${near.asItComes.of(({ stats }) => stats.connections).median.toLocaleString('en-US')} connections`,
					formatTimesAsLong(compareWithOurs(near.helper, near.ours).wall),
				],
			],
		};
	},
};

/** Peak number of simultaneous requests on the server. */
function inFlight(results: readonly Result[]): string {
	const most = results
		.filter(({ rounds }) => rounds.some(({ stats }) => stats.requests > 0))
		.map((result) => `${result.contestant.label}: ${result.of(({ stats }) => stats.peakInFlight).max}`);
	return `Peak number of requests in flight on the server: ${most.join('; ')}.`;
}

async function measureAt(
	setting: NetworkSetting,
	lines: Contestant[],
	plan: Plan,
	context: Parameters<Suite['run']>[1],
) {
	const environment = await Environment.open(setting, { computers: plan.items });
	try {
		const all = await compare(environment, lines, context);
		const [ours, helper, asItComes, , capped] = all;
		if (!ours || !helper || !asItComes) throw new Error('a contestant is missing');
		return { setting, all, ours, helper, capped, asItComes };
	} finally {
		await environment.close();
	}
}

function goalsOf({ setting, ours, helper, capped, asItComes }: Awaited<ReturnType<typeof measureAt>>): Goal[] {
	const faster = (other: Result, name: string): Goal => {
		const { wall } = compareWithOurs(other, ours);
		return {
			what: `${setting.name}: at least 8 times as fast as ${name}`,
			measured: formatRatio(wall),
			met: wall.median >= 8,
		};
	};
	const { cpu } = compareWithOurs(helper, ours);
	return [
		faster(helper, 'the request helper'),
		...(capped === undefined ? [] : [faster(capped, 'the HTTP Request node kept to five in flight')]),
		faster(asItComes, 'the HTTP Request node with everything in flight at once'),
		{
			what: `${setting.name}: CPU of a request at most a third of the helper's`,
			measured: `the helper needs ${formatRatio(cpu)}`,
			met: cpu.median >= 3,
		},
	];
}
