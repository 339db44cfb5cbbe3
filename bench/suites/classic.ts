import { compare, type Contestant } from '../compare';
import { formatMemoryTable, formatSpeedTable, compareWithOurs } from '../comparison';
import type { Suite } from '../suite';
import { NEAR, Environment } from '../environment';
import { formatTimesAsLong, formatNumber, MB } from '../text';

export const classic: Suite = {
	name: 'classic',
	title: 'Classic API: reading one by one',
	async run({ items, sampleItems }, context) {
		const line = (candidate: Contestant['candidate'], label: string, size: number): Contestant => ({
			candidate,
			label,
			size,
			requests: size,
		});
		const environment = await Environment.open(NEAR, { computers: items });
		try {
			const all = await compare(
				environment,
				[
					line('classic.byIdJson', 'Jamf Classic: API Request, JSON', items),
					line('classic.byIdXml', 'Jamf Classic: Get, XML', items),
					line('classic.byIdHelper', "n8n's request helper, one by one", sampleItems),
				],
				context,
			);
			const [ours, xml, helper] = all;
			if (!ours || !xml || !helper) throw new Error('a contestant is missing');
			const { wall, cpu } = compareWithOurs(helper, ours);
			const byXml = compareWithOurs(helper, xml);
			return {
				text: [
					`Whole computers by ID. API Request returns the server's JSON unchanged; Get reads XML, which loses nothing, and returns objects of one shape. ${NEAR.name}.`,
					formatSpeedTable(all, ours),
					formatMemoryTable(all),
				].join('\n\n'),
				headlines: [
					[
						`Read ${items.toLocaleString('en-US')} computers of the Classic API`,
						`${formatNumber(ours.of(({ wallMs }) => wallMs / 1000).median)} s`,
						'',
						formatTimesAsLong(wall),
					],
				],
				goals: [
					{
						what: 'JSON at least 8 times as fast as the request helper',
						measured: `${formatNumber(wall.median)} ×`,
						met: wall.median >= 8,
					},
					{
						what: 'XML at least 8 times as fast as the request helper',
						measured: `${formatNumber(byXml.wall.median)} ×`,
						met: byXml.wall.median >= 8,
					},
					{
						what: "CPU of a JSON request at most a third of the helper's",
						measured: `${formatNumber(cpu.median)} ×`,
						met: cpu.median >= 3,
					},
				],
			};
		} finally {
			await environment.close();
		}
	},
};

export const classicLists: Suite = {
	name: 'classic-lists',
	title: 'Classic API: every computer in one request',
	async run({ classicComputers }, context) {
		const environment = await Environment.open(NEAR, { computers: classicComputers });
		try {
			const line = (candidate: Contestant['candidate'], label: string): Contestant => ({
				candidate,
				label,
				size: classicComputers,
				requests: 1,
			});
			const all = await compare(
				environment,
				[line('classic.list', 'computers'), line('classic.listBasic', 'computers/subset/basic')],
				context,
			);
			const goals = all.map((result) => ({
				what: `${result.contestant.label}: ${classicComputers.toLocaleString('en-US')} items from one request`,
				measured: `${formatNumber(result.of(({ wallMs }) => wallMs / 1000).median)} s, heap at most ${formatNumber(result.of(({ peakHeapBytes }) => peakHeapBytes / MB).median)} MB`,
				met: result.rounds.every(({ rows, stats }) => rows === classicComputers && stats.requests - stats.tokens === 1),
			}));
			const [ours] = all;
			if (ours === undefined) throw new Error('a contestant is missing');
			return {
				text: [
					`The time includes that of the simulator, which creates the response. ${NEAR.name}.`,
					formatSpeedTable(all, ours),
					formatMemoryTable(all),
				].join('\n\n'),
				goals,
			};
		} finally {
			await environment.close();
		}
	},
};
