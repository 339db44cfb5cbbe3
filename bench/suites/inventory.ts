import { compare, type Contestant, type Result } from '../compare';
import { memoryTable, speedTable, timesOurs } from '../comparison';
import type { Goal, Part, Plan } from '../suite';
import { FAR, NEAR, type Setting, Site } from '../environment';
import { asLong, figure, times } from '../text';
import { LIGHT_PAGE_SIZE, PAGE_SIZE } from '../candidates/inventory';

const WARM_UP = 500;

function contestants(plan: Plan, peers: number): Contestant[] {
	const line = (subject: Contestant['subject'], label: string, size: number, pageSize: number): Contestant => ({
		subject,
		label,
		size,
		requests: Math.ceil(size / pageSize),
		warmUp: WARM_UP,
	});
	const [all, large, small] = [plan.computers, LIGHT_PAGE_SIZE, PAGE_SIZE];
	return [
		line('inventory.node', 'Jamf Pro: Get Many', all, large),
		{ ...line('inventory.node', 'Jamf Pro: Get Many, read before', all, large), keepWarm: true },
		line('inventory.nodeSmall', `Jamf Pro: Get Many, Page Size ${small}`, all, small),
		line('inventory.httpRequest', 'HTTP Request with pagination', peers, small),
		line('inventory.httpRequestLarge', `HTTP Request with pagination, ${large} a page`, peers, large),
		line('inventory.helper', "n8n's request helper, page by page", peers, small),
		line('inventory.limit', 'limit', all, large),
		{ ...line('inventory.limit', 'limit, connected before', all, large), keepWarm: true },
		line('inventory.itemsAlone', 'the items alone', all, large),
	];
}

const farAway = (lines: Contestant[]) =>
	lines.filter(({ keepWarm, subject }) => keepWarm !== true && subject !== 'inventory.itemsAlone');

const INTRO = `Every computer with its General section. Unless said otherwise each asks for what it asks for by itself: Get Many for ${LIGHT_PAGE_SIZE} a page where rows are small (and up to a tenth more, as its pages overlap by a row), the others for the server's ${PAGE_SIZE}. The HTTP Request node pages by itself and gives one item for each page, the others one for each computer. The limit is undici with five requests in flight for pages of ${LIGHT_PAGE_SIZE} that are there already, dropped as they come. "Before" means that token and connections are there, and the length of the list is known, from an earlier execution; everything else starts without.`;

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
		...(warm && warmLimit ? [near(warm, warmLimit, 'read before')] : []),
	];
}

function memoryGoal(ours: Result, alone: Result): Goal {
	const above = ours.of(({ liveBytes }) => liveBytes).median / alone.of(({ heldBytes }) => heldBytes).median - 1;
	return { what: 'memory above the items at most 30 %', seen: `${figure(above * 100)} %`, met: above <= 0.3 };
}
