import { compare, type Contestant } from '../compare';
import { memoryTable, speedTable, timesOurs } from '../comparison';
import type { Part } from '../suite';
import { NEAR, Site } from '../environment';
import { asLong, figure, MB } from '../text';

export const classic: Part = {
	name: 'classic',
	title: 'Classic API: reading one by one',
	async run({ items, sampleItems }, surroundings) {
		const line = (subject: Contestant['subject'], label: string, size: number): Contestant => ({
			subject,
			label,
			size,
			requests: size,
		});
		const site = await Site.open(NEAR, { computers: items });
		try {
			const all = await compare(
				site,
				[
					line('classic.byIdJson', 'Jamf Classic: API Request, JSON', items),
					line('classic.byIdXml', 'Jamf Classic: Get, XML', items),
					line('classic.byIdHelper', "n8n's request helper, one by one", sampleItems),
				],
				surroundings,
			);
			const [ours, xml, helper] = all;
			if (!ours || !xml || !helper) throw new Error('a contestant is missing');
			const { wall, cpu } = timesOurs(helper, ours);
			const byXml = timesOurs(helper, xml);
			return {
				text: [
					`Whole computers by ID. API Request gives the server's JSON as it is; Get reads XML, which loses nothing, and gives objects of one shape. ${NEAR.name}.`,
					speedTable(all, ours),
					memoryTable(all),
				].join('\n\n'),
				headlines: [
					[
						`Read ${items.toLocaleString('en-US')} computers of the Classic API`,
						`${figure(ours.of(({ wallMs }) => wallMs / 1000).median)} s`,
						'',
						asLong(wall),
					],
				],
				goals: [
					{
						what: 'JSON at least 8 times as fast as the request helper',
						seen: `${figure(wall.median)} ×`,
						met: wall.median >= 8,
					},
					{
						what: 'XML at least 8 times as fast as the request helper',
						seen: `${figure(byXml.wall.median)} ×`,
						met: byXml.wall.median >= 8,
					},
					{
						what: "CPU of a JSON request at most a third of the helper's",
						seen: `${figure(cpu.median)} ×`,
						met: cpu.median >= 3,
					},
				],
			};
		} finally {
			await site.close();
		}
	},
};

export const classicLists: Part = {
	name: 'classic-lists',
	title: 'Classic API: every computer in one request',
	async run({ classicComputers }, surroundings) {
		const site = await Site.open(NEAR, { computers: classicComputers });
		try {
			const line = (subject: Contestant['subject'], label: string): Contestant => ({
				subject,
				label,
				size: classicComputers,
				requests: 1,
			});
			const all = await compare(
				site,
				[line('classic.list', 'computers'), line('classic.listBasic', 'computers/subset/basic')],
				surroundings,
			);
			const goals = all.map((result) => ({
				what: `${result.contestant.label}: ${classicComputers.toLocaleString('en-US')} items from one request`,
				seen: `${figure(result.of(({ wallMs }) => wallMs / 1000).median)} s, heap at most ${figure(result.of(({ peakHeapBytes }) => peakHeapBytes / MB).median)} MB`,
				met: result.rounds.every(({ rows, stats }) => rows === classicComputers && stats.requests - stats.tokens === 1),
			}));
			const [ours] = all;
			if (ours === undefined) throw new Error('a contestant is missing');
			return {
				text: [
					`The time is also the simulator's, which makes the answer. ${NEAR.name}.`,
					speedTable(all, ours),
					memoryTable(all),
				].join('\n\n'),
				goals,
			};
		} finally {
			await site.close();
		}
	},
};
