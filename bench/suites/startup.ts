import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { compare, type Contestant } from '../compare';
import type { Part } from '../suite';
import { NEAR, Site } from '../environment';
import { spread } from '../statistics';
import { figure, MB, spreadText, table } from '../text';

const DIST = path.join(__dirname, '../../dist');
const PROGRAM = path.join(__dirname, '../processes/loadPackage.js');

interface Loaded {
	/** All nodes and credentials, with n8n-workflow there already as in n8n. */
	loadMs: number;
	nodes: Array<{ name: string; descriptionBytes: number; operations: number; resolveMs: number[] }>;
}

export const start: Part = {
	name: 'start',
	title: 'Starting',
	async run({ repeats }, surroundings) {
		const rounds: Loaded[] = [];
		for (let round = 0; round < repeats; round++) rounds.push(await loadPackage());
		surroundings.say(`loaded the package ${repeats} times`);
		const load = spread(rounds.map(({ loadMs }) => loadMs));
		const nodes = (rounds[0]?.nodes ?? []).map(({ name, descriptionBytes, operations }) => ({
			name,
			descriptionBytes,
			operations,
			resolve: spread(
				rounds.map(({ nodes: all }) => spread(all.find((each) => each.name === name)?.resolveMs ?? []).median),
			),
			slowest: Math.max(...rounds.flatMap(({ nodes: all }) => all.find((each) => each.name === name)?.resolveMs ?? [])),
		}));
		const bytes = await distBytes();
		const [ours, helper] = await firstItems(surroundings);
		return {
			text: [
				'Loading is what n8n does at its start: every node and credential of the package, in a process that has n8n-workflow already. Resolving is `NodeHelpers.getNodeParameters` for a node with nothing but resource and operation set, for each operation.',
				table(
					['', 'figure'],
					[
						['load the package, ms', spreadText(load)],
						['dist without maps, KB', figure(bytes / 1000)],
						...nodes.flatMap(({ name, descriptionBytes, operations, resolve, slowest }) => [
							[`${name}: description, KB`, figure(descriptionBytes / 1000)],
							[`${name}: resolve parameters, median of ${operations} operations, ms`, spreadText(resolve)],
							[`${name}: resolve parameters, slowest operation, ms`, figure(slowest)],
						]),
						[`first item, with sign-in, ms (${NEAR.name})`, spreadText(ours)],
						["the same with n8n's request helper, ms", spreadText(helper)],
					],
				),
			].join('\n\n'),
			goals: [
				{ what: 'the package loads in at most 150 ms', seen: `${figure(load.median)} ms`, met: load.median <= 150 },
				{ what: 'dist without maps at most 1.5 MB', seen: `${figure(bytes / MB)} MB`, met: bytes <= 1.5 * MB },
				...nodes.flatMap(({ name, descriptionBytes, resolve }) => [
					{
						what: `${name}: description at most 350 KB`,
						seen: `${figure(descriptionBytes / 1000)} KB`,
						met: descriptionBytes <= 350_000,
					},
					{
						what: `${name}: parameters resolved in at most 1 ms`,
						seen: `${figure(resolve.median)} ms`,
						met: resolve.median <= 1,
					},
				]),
			],
		};
	},
};

/** In a process without the compiler that runs this program: it would take part in loading. */
async function loadPackage(): Promise<Loaded> {
	const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM]);
	return JSON.parse(stdout) as Loaded;
}

async function distBytes(): Promise<number> {
	const files = (await readdir(DIST, { recursive: true })).filter((file) => !file.endsWith('.map'));
	const sizes = await Promise.all(
		files.map(async (file) => {
			const found = await stat(path.join(DIST, file));
			return found.isFile() ? found.size : 0;
		}),
	);
	return sizes.reduce((sum, size) => sum + size, 0);
}

async function firstItems(surroundings: Parameters<Part['run']>[1]) {
	const site = await Site.open(NEAR, { computers: 100 });
	try {
		const line = (subject: Contestant['subject'], label: string): Contestant => ({
			subject,
			label,
			size: 1,
			requests: 1,
		});
		const results = await compare(
			site,
			[
				line('inventory.first', 'first item with Jamf Pro'),
				line('inventory.firstHelper', "first item with n8n's request helper"),
			],
			surroundings,
		);
		return results.map((result) => result.of(({ wallMs }) => wallMs)) as [
			ReturnType<typeof spread>,
			ReturnType<typeof spread>,
		];
	} finally {
		await site.close();
	}
}
