import { Child } from '../child';
import type { XmlReading, XmlTask } from '../processes/xml';
import { type Spread, spread } from '../statistics';
import type { Goal, Suite } from '../suite';
import { formatNumber, formatRatio, formatSpread, formatTable, MB } from '../text';

const DOCUMENTS = [
	['group', 'computer group'],
	['script', 'scripts'],
] as const;
const MIN_SPEED = 10;
const MAX_DELAY_MS = 50;
const MAX_MEMORY_FACTOR = 2;

/** fast-xml-parser needs 10 seconds for the longest document. */
const MAX_ROUNDS_OF_OTHERS = 2;

const READERS = [
	['node', 'Jamf Classic'],
	['fastXmlParser', 'fast-xml-parser'],
] as const;

const DESCRIPTION = `One response of the Classic API, from its bytes to the object that Get returns: parsed, and normalized by the elements of the resource. It is already in memory, in chunks of 16 KB, and is read on one core. The baseline is fast-xml-parser, which needs the whole text: it validates and parses it, and its objects are normalized afterwards. Speed is based on the CPU time of all threads, on average after at least 20 MB, because n8n runs for weeks; it is also shown for the first and the second document that a process reads, before V8 has compiled much. The delay is the longest time in which the event loop did nothing else, as measured by \`monitorEventLoopDelay\`. Also shown are the longest pause for a single garbage collection, the longest turn of the event loop without its garbage collections, and the longest turn in CPU time of the thread, which excludes the load of other programs (to about 4 ms). Memory excludes garbage and is sampled every 2 MB and at the end; for fast-xml-parser, which parses in one step, only at the end, when both the document and the object exist. The result is the object alone. A computer group of 5 MB has 31,000 members.`;

const COLUMNS = [
	'document',
	'reader',
	'MB/s',
	'× fast-xml-parser',
	'first, MB/s',
	'second, MB/s',
	'longest delay, ms',
	'longest GC pause, ms',
	'longest turn without GC, ms',
	'longest turn, ms of CPU',
	'memory at most, × text',
	'result, × text',
];

type Measured = Record<XmlTask['reader'], XmlReading[]>;

export const xml: Suite = {
	name: 'xml',
	title: 'Reading XML',
	async run({ repeats, xmlMegabytes }, { log }) {
		const rows: string[][] = [];
		const goals: Goal[] = [];
		for (const [document, title] of DOCUMENTS) {
			for (const megabytes of xmlMegabytes) {
				const measured = await measure({ document, megabytes }, repeats);
				log(`XML: ${title}, ${megabytes} MB`);
				const name = `${title}, ${megabytes} MB`;
				rows.push(...formatRows(name, measured));
				goals.push(...judge(name, measured.node));
			}
		}
		return {
			text: [DESCRIPTION, formatTable(COLUMNS, rows)].join('\n\n'),
			goals,
		};
	},
};

async function measure(task: Omit<XmlTask, 'reader'>, repeats: number): Promise<Measured> {
	const measured: Measured = { node: [], fastXmlParser: [] };
	for (let round = 0; round < repeats; round++) {
		for (const [reader] of READERS) {
			if (reader !== 'node' && round >= MAX_ROUNDS_OF_OTHERS) continue;
			const child = await Child.start<null>('xml', { ...task, reader } satisfies XmlTask, ['--expose-gc']);
			measured[reader].push(await child.ask<XmlReading>('measure').finally(async () => await child.stop()));
		}
	}
	return measured;
}

const speedOf = ({ bytes, cpuMs }: XmlReading) => bytes / MB / (cpuMs / 1000);
const memoryOf = ({ bytes, peakBytes }: XmlReading) => peakBytes / bytes;

function spreadOf(readings: XmlReading[], value: (reading: XmlReading) => number): Spread {
	return spread(readings.map(value));
}

function formatRows(name: string, measured: Measured): string[][] {
	const speedOfOther = spreadOf(measured.fastXmlParser, speedOf).median;
	return READERS.map(([reader, title]) => {
		const readings = measured[reader];
		const format = (value: (reading: XmlReading) => number) => formatSpread(spreadOf(readings, value));
		const ratios = readings.map((each) => speedOf(each) / speedOfOther);
		return [
			name,
			title,
			format(speedOf),
			reader === 'fastXmlParser' ? '' : formatRatio(spread(ratios)),
			format(({ bytes, firstCpuMs }) => bytes / MB / (firstCpuMs / 1000)),
			format(({ bytes, secondCpuMs }) => bytes / MB / (secondCpuMs / 1000)),
			format(({ maxDelayMs }) => maxDelayMs),
			format(({ turns }) => turns.maxGcMs),
			format(({ turns }) => turns.maxWithoutGcMs),
			format(({ turns }) => turns.maxCpuMs),
			format(memoryOf),
			format(({ bytes, resultBytes }) => resultBytes / bytes),
		];
	});
}

function judge(name: string, readings: XmlReading[]): Goal[] {
	const speed = spreadOf(readings, speedOf).median;
	const delay = spreadOf(readings, ({ maxDelayMs }) => maxDelayMs).median;
	const turn = spreadOf(readings, ({ turns }) => turns.maxCpuMs).median;
	const memory = spreadOf(readings, memoryOf).median;
	return [
		{ what: `${name}: at least ${MIN_SPEED} MB/s`, measured: formatNumber(speed), met: speed >= MIN_SPEED },
		{
			what: `${name}: event loop held for at most ${MAX_DELAY_MS} ms`,
			measured: formatNumber(delay),
			met: delay <= MAX_DELAY_MS,
		},
		{
			what: `${name}: longest turn at most ${MAX_DELAY_MS} ms of CPU time`,
			measured: formatNumber(turn),
			met: turn <= MAX_DELAY_MS,
		},
		{
			what: `${name}: memory at most ${MAX_MEMORY_FACTOR} times the text`,
			measured: formatNumber(memory),
			met: memory <= MAX_MEMORY_FACTOR,
		},
	];
}
