import { compare, type Contestant, type Result } from '../compare';
import { memoryTable, speedTable, timesOurs } from '../comparison';
import type { Goal, Part, Plan } from '../part';
import { FAR, NEAR, type Setting, Site } from '../site';
import { figure, times } from '../text';

function contestants(plan: Plan, items: number): Contestant[] {
	const line = (subject: Contestant['subject'], label: string, size: number): Contestant => ({
		subject,
		label,
		size,
		requests: size,
	});
	return [
		line('updates.node', 'Jamf Pro: Update', items),
		line('updates.helper', "n8n's request helper, one by one", plan.sampleItems),
		line('updates.httpRequestCapped', 'HTTP Request, batches of 5 every 250 ms', plan.sampleItems),
		line('updates.httpRequestBatched', 'HTTP Request, batches of 50 every second', items),
		line('updates.httpRequest', 'HTTP Request as it comes', items),
		line('updates.limit', 'limit', items),
	];
}

const INTRO = `One PATCH for each item. As it comes the HTTP Request node sends all requests at once, each on a connection of its own: faster than five at a time, and far over what Jamf allows one client (facts: five connections). Kept to five it waits by the clock. The helper and the batches of five are measured with fewer items; the figures for a request do not depend on that.`;

export const updates: Part = {
	name: 'updates',
	title: 'Changing computers one by one',
	async run(plan, surroundings) {
		const near = await measureAt(NEAR, contestants(plan, plan.items), plan, surroundings);
		const farItems = Math.min(plan.items, plan.sampleItems * 4);
		const far = await measureAt(FAR, contestants(plan, farItems), plan, surroundings);
		const text = [
			INTRO,
			`### ${NEAR.name}`,
			speedTable(near.all, near.ours),
			memoryTable(near.all),
			inFlight(near.all),
			`### ${FAR.name}`,
			speedTable(far.all, far.ours),
		].join('\n\n');
		const ratio = timesOurs(near.helper, near.ours).wall.median;
		const seconds = near.ours.of(({ wallMs }) => wallMs / 1000).median;
		return {
			text,
			goals: [...goalsOf(near), ...goalsOf(far)],
			headlines: [
				[
					`Change ${plan.items.toLocaleString('en-US')} computers`,
					`${figure(seconds)} s; a loop over n8n's request helper needs ${figure(ratio)} times as long`,
				],
			],
		};
	},
};

/** How many requests the server had in hand at the same time. */
function inFlight(results: readonly Result[]): string {
	const most = results
		.filter(({ rounds }) => rounds.some(({ stats }) => stats.requests > 0))
		.map((result) => `${result.contestant.label}: ${result.of(({ stats }) => stats.peakInFlight).max}`);
	return `Requests in the server's hands at the same time, at most: ${most.join('; ')}.`;
}

async function measureAt(setting: Setting, lines: Contestant[], plan: Plan, surroundings: Parameters<Part['run']>[1]) {
	const site = await Site.open(setting, { computers: plan.items });
	try {
		const all = await compare(site, lines, surroundings);
		const [ours, helper, capped, , asItComes] = all;
		if (!ours || !helper || !capped || !asItComes) throw new Error('a contestant is missing');
		return { setting, all, ours, helper, capped, asItComes };
	} finally {
		await site.close();
	}
}

function goalsOf({ setting, ours, helper, capped, asItComes }: Awaited<ReturnType<typeof measureAt>>): Goal[] {
	const faster = (other: Result, name: string): Goal => {
		const { wall } = timesOurs(other, ours);
		return { what: `${setting.name}: at least 8 times as fast as ${name}`, seen: times(wall), met: wall.median >= 8 };
	};
	const { cpu } = timesOurs(helper, ours);
	return [
		faster(helper, 'the request helper'),
		faster(capped, 'the HTTP Request node kept to five in flight'),
		faster(asItComes, 'the HTTP Request node with everything in flight at once'),
		{
			what: `${setting.name}: CPU of a request at most a third of the helper's`,
			seen: `the helper needs ${times(cpu)}`,
			met: cpu.median >= 3,
		},
	];
}
