import { Child } from '../child';
import type { DeliveryTask } from '../processes/deliveries';
import { type Spread, spread } from '../statistics';
import type { Suite } from '../suite';
import { formatNumber, formatSpread, formatTable } from '../text';

const MAX_CPU_MS = 5;
const SIZES = [
	{ ids: 2, deliveries: 1000, title: 'a smart group with 2 new members' },
	{ ids: 36_000, deliveries: 100, title: 'a smart group with 36,000 new members' },
];

export const deliveries: Suite = {
	name: 'deliveries',
	title: 'Deliveries of webhooks',
	async run({ repeats }, { log }) {
		const measured: Array<{ title: string; cpu: Spread }> = [];
		for (const { ids, deliveries: count, title } of SIZES) {
			const medians: number[] = [];
			for (let round = 0; round < repeats; round++) medians.push(await measure({ ids, deliveries: count }));
			log(`delivery: ${title}`);
			measured.push({ title, cpu: spread(medians) });
		}
		return {
			text: [
				'CPU time of the trigger for each delivery, from the parsed request to the item: checks, recognition of repeated deliveries, and the output. HTTP and the parsing of JSON belong to n8n. Medians of the rounds.',
				formatTable(
					['event', 'CPU, ms'],
					measured.map(({ title, cpu }) => [title, formatSpread(cpu)]),
				),
			].join('\n\n'),
			goals: measured.map(({ title, cpu }) => ({
				what: `delivery, ${title}: at most ${MAX_CPU_MS} ms of CPU`,
				measured: `${formatNumber(cpu.median)} ms`,
				met: cpu.median <= MAX_CPU_MS,
			})),
		};
	},
};

async function measure(task: DeliveryTask): Promise<number> {
	const child = await Child.start<null>('deliveries', task);
	return spread(await child.ask<number[]>('measure').finally(async () => await child.stop())).median;
}
