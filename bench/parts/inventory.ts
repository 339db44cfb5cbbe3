import { compare, type Contestant, type Result } from '../compare';
import { memoryTable, speedTable, timesOurs } from '../comparison';
import type { Goal, Part, Plan } from '../part';
import { FAR, NEAR, type Setting, Site } from '../site';
import { asLong, figure, times } from '../text';
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

const farAway = (lines: Contestant[]) =>
	lines.filter(({ keepWarm, subject }) => keepWarm !== true && subject !== 'inventory.itemsAlone');

const INTRO = `Every computer with its General section, ${PAGE_SIZE} a page; Get Many overlaps its pages by a row and asks for up to a tenth more. The HTTP Request node pages by itself and gives one item for each page, the others one for each computer. The limit is undici with five requests in flight for pages that are there already, dropped as they come. "Before" means that token and connections are there from an earlier node; everything else starts without.`;

export const inventory: Part = {
	name: 'inventory',
	title: 'Reading the inventory',
	async run(plan, surroundings) {
		const near = await measureAt(NEAR, contestants(plan, plan.computers), plan, surroundings);
		const far = await measureAt(FAR, farAway(contestants(plan, plan.sampleComputers)), plan, surroundings);
		const { ours, httpRequest, helper } = near;
		const text = [
			INTRO,
			`### ${NEAR.name}`,
			speedTable(near.speed, ours),
			memoryTable(
				[...near.speed, ...(near.alone ? [near.alone] : [])].filter(({ contestant }) => contestant.keepWarm !== true),
			),
			`### ${FAR.name}`,
			speedTable(far.speed, far.ours),
		].join('\n\n');
		return {
			text,
			goals: [...[near, far].flatMap(goalsOf), ...(near.alone ? [memoryGoal(ours, near.alone)] : [])],
			headlines: [
				[
					`Read ${plan.computers.toLocaleString('en-US')} computers`,
					`${figure(ours.of(({ wallMs }) => wallMs / 1000).median)} s`,
					asLong(timesOurs(httpRequest, ours).wall),
					asLong(timesOurs(helper, ours).wall),
				],
			],
		};
	},
};

async function measureAt(setting: Setting, lines: Contestant[], plan: Plan, surroundings: Parameters<Part['run']>[1]) {
	const site = await Site.open(setting, { computers: plan.computers });
	try {
		const all = await compare(site, lines, surroundings);
		const find = (subject: Contestant['subject'], keepWarm?: true) =>
			all.find(({ contestant }) => contestant.subject === subject && contestant.keepWarm === keepWarm);
		const [ours, httpRequest, helper] = [
			find('inventory.node'),
			find('inventory.httpRequest'),
			find('inventory.helper'),
		];
		const [limit, warm, warmLimit] = [
			find('inventory.limit'),
			find('inventory.node', true),
			find('inventory.limit', true),
		];
		const alone = find('inventory.itemsAlone');
		if (!ours || !httpRequest || !helper || !limit) throw new Error('a contestant is missing');
		const speed = all.filter((result) => result !== alone);
		return { setting, ours, httpRequest, helper, limit, warm, warmLimit, speed, alone };
	} finally {
		await site.close();
	}
}

function goalsOf(at: Awaited<ReturnType<typeof measureAt>>): Goal[] {
	const { setting, ours, warm, warmLimit } = at;
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
		...(warm && warmLimit ? [near(warm, warmLimit, 'both connected before')] : []),
	];
}

function memoryGoal(ours: Result, alone: Result): Goal {
	const above = ours.of(({ liveBytes }) => liveBytes).median / alone.of(({ heldBytes }) => heldBytes).median - 1;
	return { what: 'memory above the items at most 30 %', seen: `${figure(above * 100)} %`, met: above <= 0.3 };
}
