import { compare, type Contestant, type Result } from '../compare';
import { formatMemoryTable, formatSpeedTable, compareWithOurs } from '../comparison';
import { FULL, type Goal, type Suite, type Plan } from '../suite';
import { FAR, NEAR, type NetworkSetting, Environment } from '../environment';
import { formatTimesAsLong, formatNumber, formatRatio } from '../text';
import { LIGHT_PAGE_SIZE, PAGE_SIZE } from '../candidates/inventory';

const WARM_UP = 500;

function contestants(plan: Plan, baselineSize: number): Contestant[] {
	const line = (candidate: Contestant['candidate'], label: string, size: number, pageSize: number): Contestant => ({
		candidate,
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
		line('inventory.httpRequest', 'HTTP Request with pagination', baselineSize, small),
		line('inventory.httpRequestLarge', `HTTP Request with pagination, ${large} a page`, baselineSize, large),
		line('inventory.helper', "n8n's request helper, page by page", baselineSize, small),
		// Warmed up with the whole list, as Get Many is.
		{ ...line('inventory.limit', 'limit', all, large), warmUp: all },
		{ ...line('inventory.limitConnected', 'limit, connected before', all, large), warmUp: all, keepWarm: true },
		{
			...line('inventory.limitParsed', 'limit, connected before, with its rows', all, large),
			warmUp: all,
			keepWarm: true,
		},
		line('inventory.itemsAlone', 'the items alone', all, large),
	];
}

/** Most fleets are about as small: two pages, so that sign-in and first connections weigh most. */
function smallFleet(size: number): Contestant[] {
	return contestants({ ...FULL, computers: size }, size).filter(({ candidate }) =>
		['inventory.node', 'inventory.limit', 'inventory.limitConnected', 'inventory.limitParsed'].includes(candidate),
	);
}

const farAway = (lines: Contestant[]) =>
	lines.filter(({ keepWarm, candidate }) => keepWarm !== true && candidate !== 'inventory.itemsAlone');

const INTRO = `Every computer with its General section. Unless noted otherwise, each uses its default page size: Get Many about ${LIGHT_PAGE_SIZE} where rows are small (its pages overlap by a row), the others the server's ${PAGE_SIZE}. The HTTP Request node does its own pagination and returns one item per page, the others one per computer. The limit is plain undici, which reads the same pages of the same server with five requests in flight, knows in advance how many there are, and discards their content. "Read before" means that the token, the connections and the length of the list come from an earlier execution; everything else starts without them. "With its rows" is the limit that also decodes and parses what it reads, as everything must that returns rows. What remains above the limit is mostly that, in new memory, which is slow where page faults are; the rest is n8n's engine, which resolves the parameters of the node and pairs its items.`;

export const inventory: Suite = {
	name: 'inventory',
	title: 'Reading the inventory',
	async run(plan, context) {
		const near = await measureAt(NEAR, contestants(plan, plan.computers), plan, context);
		const far = await measureAt(FAR, farAway(contestants(plan, plan.sampleComputers)), plan, context);
		const small = await measureAt(
			NEAR,
			smallFleet(plan.sampleComputers),
			{ ...plan, computers: plan.sampleComputers },
			context,
		);
		const { ours, httpRequest, helper } = near;
		if (!httpRequest || !helper) throw new Error('a contestant is missing');
		const text = [
			INTRO,
			`### ${NEAR.name}`,
			formatSpeedTable(near.speed, ours),
			formatMemoryTable(
				[...near.speed, ...(near.alone ? [near.alone] : [])].filter(({ contestant }) => contestant.keepWarm !== true),
			),
			`### ${FAR.name}`,
			formatSpeedTable(far.speed, far.ours),
			`### ${plan.sampleComputers.toLocaleString('en-US')} computers, ${NEAR.name}`,
			formatSpeedTable(small.speed, small.ours),
		].join('\n\n');
		return {
			text,
			goals: [...[near, far, small].flatMap(goalsOf), ...(near.alone ? [memoryGoal(ours, near.alone)] : [])],
			headlines: [
				[
					`Read ${plan.computers.toLocaleString('en-US')} computers`,
					`${formatNumber(ours.of(({ wallMs }) => wallMs / 1000).median)} s`,
					formatTimesAsLong(compareWithOurs(httpRequest, ours).wall),
					formatTimesAsLong(compareWithOurs(helper, ours).wall),
				],
			],
		};
	},
};

async function measureAt(
	setting: NetworkSetting,
	lines: Contestant[],
	plan: Plan,
	context: Parameters<Suite['run']>[1],
) {
	const environment = await Environment.open(setting, { computers: plan.computers });
	try {
		const all = await compare(environment, lines, context);
		const find = (candidate: Contestant['candidate'], keepWarm?: true) =>
			all.find(({ contestant }) => contestant.candidate === candidate && contestant.keepWarm === keepWarm);
		const [ours, httpRequest, helper] = [
			find('inventory.node'),
			find('inventory.httpRequest'),
			find('inventory.helper'),
		];
		const [limit, warm, warmLimit] = [
			find('inventory.limit'),
			find('inventory.node', true),
			find('inventory.limitConnected', true),
		];
		const alone = find('inventory.itemsAlone');
		if (!ours || !limit) throw new Error('a contestant is missing');
		const speed = all.filter((result) => result !== alone);
		return { setting, ours, httpRequest, helper, limit, warm, warmLimit, speed, alone };
	} finally {
		await environment.close();
	}
}

function goalsOf(at: Awaited<ReturnType<typeof measureAt>>): Goal[] {
	const { setting, ours, warm, warmLimit } = at;
	const where = `${setting.name}, ${ours.contestant.size.toLocaleString('en-US')} computers`;
	const faster = (other: Result | undefined, name: string): Goal[] => {
		if (other === undefined) return [];
		const ratio = compareWithOurs(other, ours).wall;
		const what = `${where}: at least 8 times as fast as ${name}`;
		return [{ what, measured: formatRatio(ratio), met: ratio.median >= 8 }];
	};
	const near = (mine: Result, limit: Result, bound: number, when: string): Goal => {
		const ratio = compareWithOurs(mine, limit).wall;
		return {
			what: `${where}: within ${bound} of the limit, ${when}`,
			measured: formatRatio(ratio),
			met: ratio.median <= bound,
		};
	};
	return [
		...faster(at.httpRequest, 'the HTTP Request node'),
		...faster(at.helper, 'the request helper'),
		near(ours, at.limit, 1.35, 'sign-in and first connections included'),
		...(warm && warmLimit ? [near(warm, warmLimit, 1.15, 'read before')] : []),
	];
}

function memoryGoal(ours: Result, alone: Result): Goal {
	const above = ours.of(({ liveBytes }) => liveBytes).median / alone.of(({ heldBytes }) => heldBytes).median - 1;
	return { what: 'memory above the items at most 30 %', measured: `${formatNumber(above * 100)} %`, met: above <= 0.3 };
}
