import { compare, type Contestant, type Result } from '../compare';
import { memoryTable, speedTable, timesOurs } from '../comparison';
import type { Goal, Part, Plan } from '../part';
import { FAR, NEAR, type Setting, Site } from '../site';
import { figure, times } from '../text';
import { PAGE_SIZE } from '../subjects/inventory';

const WARM_UP = 500;

function contestants(plan: Plan, peers: number): Contestant[] {
	const line = (subject: Contestant['subject'], label: string, size: number): Contestant => ({
		subject,
		label,
		size,
		requests: Math.ceil(size / PAGE_SIZE),
		warmUp: WARM_UP,
	});
	return [
		line('inventory.node', 'Jamf Pro: Get Many', plan.computers),
		{ ...line('inventory.node', 'Jamf Pro: Get Many, signed in before', plan.computers), keepWarm: true },
		line('inventory.httpRequest', 'HTTP Request with pagination', peers),
		line('inventory.helper', "n8n's request helper, page by page", peers),
		line('inventory.limit', 'limit', plan.computers),
		{ ...line('inventory.limit', 'limit, connected before', plan.computers), keepWarm: true },
		line('inventory.itemsAlone', 'the items alone', plan.computers),
	];
}

const INTRO = `Every computer with its General section, ${PAGE_SIZE} a page. The HTTP Request node pages by itself and gives one item for each page, the others one for each computer. The limit is undici with five requests in flight for pages that are there already, dropped as they come. "Before" means that token and connections are there from an earlier node; everything else starts without.`;

export const inventory: Part = {
	name: 'inventory',
	title: 'Reading the inventory',
	async run(plan, surroundings) {
		const near = await measureAt(NEAR, contestants(plan, plan.computers), plan, surroundings);
		const far = await measureAt(FAR, contestants(plan, plan.sampleComputers).slice(0, 6), plan, surroundings);
		const { ours, httpRequest, helper } = near;
		const text = [
			INTRO,
			`### ${NEAR.name}`,
			speedTable(near.speed, ours),
			memoryTable([...near.speed, near.alone].filter(({ contestant }) => contestant.keepWarm !== true)),
			`### ${FAR.name}`,
			speedTable(far.speed, far.ours),
		].join('\n\n');
		return {
			text,
			goals: [near, far].flatMap((at) => goalsOf(at)).concat(memoryGoal(ours, near.alone)),
			headlines: [
				[
					`Read ${plan.computers.toLocaleString('en-US')} computers`,
					`${figure(ours.of(({ wallMs }) => wallMs / 1000).median)} s; the HTTP Request node with pagination needs ${figure(httpRequest.times(ours, ({ wallMs }) => wallMs).median)} times as long, a loop over n8n's request helper ${figure(helper.times(ours, ({ wallMs }) => wallMs).median)} times`,
				],
			],
		};
	},
};

async function measureAt(setting: Setting, lines: Contestant[], plan: Plan, surroundings: Parameters<Part['run']>[1]) {
	const site = await Site.open(setting, { computers: plan.computers });
	try {
		const [ours, warm, httpRequest, helper, limit, warmLimit, alone] = await compare(site, lines, surroundings);
		if (!ours || !warm || !httpRequest || !helper || !limit || !warmLimit) throw new Error('a contestant is missing');
		const speed = [ours, warm, httpRequest, helper, limit, warmLimit];
		return { setting, ours, warm, httpRequest, helper, limit, warmLimit, speed, alone: alone ?? ours };
	} finally {
		await site.close();
	}
}

function goalsOf(at: Awaited<ReturnType<typeof measureAt>>): Goal[] {
	const { setting, ours, warm } = at;
	const faster = (other: Result, name: string): Goal => {
		const ratio = timesOurs(other, ours).wall;
		return { what: `${setting.name}: at least 8 times as fast as ${name}`, seen: times(ratio), met: ratio.median >= 8 };
	};
	const near = (mine: Result, limit: Result, when: string): Goal => {
		const ratio = timesOurs(mine, limit).wall;
		return {
			what: `${setting.name}: within 1.15 of the limit, ${when}`,
			seen: times(ratio),
			met: ratio.median <= 1.15,
		};
	};
	return [
		faster(at.httpRequest, 'the HTTP Request node'),
		faster(at.helper, 'the request helper'),
		near(ours, at.limit, 'sign-in and first connections included'),
		near(warm, at.warmLimit, 'both connected before'),
	];
}

function memoryGoal(ours: Result, alone: Result): Goal {
	const above = ours.of(({ liveBytes }) => liveBytes).median / alone.of(({ heldBytes }) => heldBytes).median - 1;
	return { what: 'memory above the items at most 30 %', seen: `${figure(above * 100)} %`, met: above <= 0.3 };
}
