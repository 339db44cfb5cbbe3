import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { compare, type Contestant } from '../compare';
import type { Suite } from '../suite';
import { NEAR, Environment } from '../environment';
import { spread } from '../statistics';
import { formatNumber, MB, formatSpread, formatTable } from '../text';

const DIST = path.join(__dirname, '../../dist');
const PROGRAM = path.join(__dirname, '../processes/loadPackage.js');

interface Loaded {
	/** For all nodes and credentials, with n8n-workflow already loaded as in n8n. */
	loadMs: number;
	nodes: Array<{ name: string; descriptionBytes: number; operations: number; resolveMs: number[] }>;
}

export const startup: Suite = {
	name: 'startup',
	title: 'Startup',
	async run({ repeats }, context) {
		const rounds: Loaded[] = [];
		for (let round = 0; round < repeats; round++) rounds.push(await loadPackage());
		context.log(`loaded the package ${repeats} times`);
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
		const [ours, helper] = await firstItems(context);
		return {
			text: [
				'Loading is what n8n does when it starts: every node and credential of the package, in a process that has already loaded n8n-workflow. Resolving is `NodeHelpers.getNodeParameters` for a node with only resource and operation set, for each operation.',
				formatTable(
					['', 'figure'],
					[
						['load the package, ms', formatSpread(load)],
						['dist without maps, KB', formatNumber(bytes / 1000)],
						...nodes.flatMap(({ name, descriptionBytes, operations, resolve, slowest }) => [
							[`${name}: description, KB`, formatNumber(descriptionBytes / 1000)],
							...(operations === 0
								? []
								: [
										[`${name}: resolve parameters, median of ${operations} operations, ms`, formatSpread(resolve)],
										[`${name}: resolve parameters, slowest operation, ms`, formatNumber(slowest)],
									]),
						]),
						[`first item, with sign-in, ms (${NEAR.name})`, formatSpread(ours)],
						["the same with n8n's request helper, ms", formatSpread(helper)],
					],
				),
			].join('\n\n'),
			goals: [
				{
					what: 'the package loads in at most 150 ms',
					measured: `${formatNumber(load.median)} ms`,
					met: load.median <= 150,
				},
				{
					what: 'dist without maps at most 1.5 MB',
					measured: `${formatNumber(bytes / MB)} MB`,
					met: bytes <= 1.5 * MB,
				},
				...nodes.flatMap(({ name, descriptionBytes, operations, resolve }) => [
					{
						what: `${name}: description at most 360 KB`,
						measured: `${formatNumber(descriptionBytes / 1000)} KB`,
						met: descriptionBytes <= 360_000,
					},
					// A trigger has no operations.
					...(operations === 0
						? []
						: [
								{
									what: `${name}: parameters resolved in at most 1 ms`,
									measured: `${formatNumber(resolve.median)} ms`,
									met: resolve.median <= 1,
								},
							]),
				]),
			],
		};
	},
};

/** In a process without tsx, which would affect loading. */
async function loadPackage(): Promise<Loaded> {
	const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM]);
	return JSON.parse(stdout) as Loaded;
}

async function distBytes(): Promise<number> {
	const all = await readdir(DIST, { recursive: true });
	// Previews of outputs are not loaded.
	const files = all.filter((file) => !file.endsWith('.map') && !file.includes('__schema__'));
	const sizes = await Promise.all(
		files.map(async (file) => {
			const found = await stat(path.join(DIST, file));
			return found.isFile() ? found.size : 0;
		}),
	);
	return sizes.reduce((sum, size) => sum + size, 0);
}

async function firstItems(context: Parameters<Suite['run']>[1]) {
	const environment = await Environment.open(NEAR, { computers: 100 });
	try {
		const line = (candidate: Contestant['candidate'], label: string): Contestant => ({
			candidate,
			label,
			size: 1,
			requests: 1,
		});
		const results = await compare(
			environment,
			[
				line('inventory.first', 'first item with Jamf Pro'),
				line('inventory.firstHelper', "first item with n8n's request helper"),
			],
			context,
		);
		return results.map((result) => result.of(({ wallMs }) => wallMs)) as [
			ReturnType<typeof spread>,
			ReturnType<typeof spread>,
		];
	} finally {
		await environment.close();
	}
}
