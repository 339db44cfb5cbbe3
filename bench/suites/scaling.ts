import { compare, type Contestant, type Result } from '../compare';
import type { Suite } from '../suite';
import { NEAR, Environment } from '../environment';
import { LIGHT_PAGE_SIZE } from '../candidates/inventory';
import { formatNumber, MB, formatSpread, formatTable } from '../text';

const contestant = (candidate: Contestant['candidate'], size: number): Contestant => ({
	candidate,
	label: candidate === 'inventory.node' ? 'Jamf Pro: Get Many' : 'the items alone',
	size,
	requests: size / LIGHT_PAGE_SIZE,
	warmUp: 500,
	keepWarm: true,
});

export const scaling: Suite = {
	name: 'scaling',
	title: 'Scaling',
	async run(plan, context) {
		const pairs: Array<[ours: Result, alone: Result]> = [];
		for (const computers of plan.scalingSizes) {
			const environment = await Environment.open(NEAR, { computers });
			try {
				const lines = [contestant('inventory.node', computers), contestant('inventory.itemsAlone', computers)];
				const [ours, alone] = await compare(environment, lines, context);
				if (ours && alone) pairs.push([ours, alone]);
			} finally {
				await environment.close();
			}
		}
		const times = pairs.map(([ours]) => ours.of(({ wallMs }) => wallMs).median / ours.contestant.size);
		const memory = pairs.map(([ours]) => ours.of(({ liveBytes }) => liveBytes).median / ours.contestant.size);
		const above = pairs.map(([ours, alone]) => aboveItems(ours, alone));
		return {
			text: [
				`Get Many of every computer, read before. ${NEAR.name}. For the smallest list, most of the time is waiting. The simulator keeps about 12,000 rows ready and creates the others on request, which the time includes.`,
				formatTable(
					[
						'computers',
						'time, s',
						'time per item, ms',
						'CPU per item, ms',
						'items alone, MB',
						'peak heap in use, MB',
						'above the items',
						'heap per item, KB',
						'with garbage, MB',
						'peak process memory, MB',
					],
					pairs.map(([ours, alone], index) => row(ours, alone, above[index] ?? NaN)),
				),
			].join('\n\n'),
			goals: [
				flat('time per item', times),
				flat('heap per item', memory),
				{
					what: 'memory above the items at most 30 %',
					measured: above.map((share) => `${formatNumber(share * 100)} %`).join(', '),
					met: above.every((share) => share <= 0.3),
				},
			],
		};
	},
};

const aboveItems = (ours: Result, alone: Result): number =>
	ours.of(({ liveBytes }) => liveBytes).median / alone.of(({ heldBytes }) => heldBytes).median - 1;

function row(ours: Result, alone: Result, above: number): string[] {
	const { size } = ours.contestant;
	return [
		size.toLocaleString('en-US'),
		formatSpread(
			ours.of(({ wallMs }) => wallMs),
			1000,
		),
		formatNumber(ours.of(({ wallMs }) => wallMs).median / size),
		formatNumber(ours.of(({ cpuMs }) => cpuMs).median / size),
		formatSpread(
			alone.of(({ heldBytes }) => heldBytes),
			MB,
		),
		formatSpread(
			ours.of(({ liveBytes }) => liveBytes),
			MB,
		),
		`${formatNumber(above * 100)} %`,
		formatNumber(ours.of(({ liveBytes }) => liveBytes).median / size / 1000),
		formatSpread(
			ours.of(({ peakHeapBytes }) => peakHeapBytes),
			MB,
		),
		formatSpread(
			ours.of(({ maxRssBytes }) => maxRssBytes),
			MB,
		),
	];
}

/** Compares the largest size with the second smallest, because the smallest is mostly the first page. */
function flat(what: string, values: number[]) {
	const change = (values.at(-1) ?? NaN) / (values[1] ?? NaN) - 1;
	return {
		what: `${what} flat within 15 %, from the second size to the last`,
		measured: `${change >= 0 ? '+' : ''}${formatNumber(change * 100)} % (${values.map(formatNumber).join(', ')})`,
		met: Math.abs(change) <= 0.15 || change < 0,
	};
}
