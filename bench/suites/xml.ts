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
const MAX_MEMORY_FACTOR = 3;

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
			text: [
				`One response of the Classic API, from its bytes to the object that Get returns: parsed, and normalized by the elements of the resource. It is there already, in chunks of 16 KB, and read on one core. Beside it fast-xml-parser, which needs the whole text: validated, parsed and put in the same objects, and these normalized in the same way. Speed is by CPU time. The delay is the longest time in which the event loop did nothing else, as \`monitorEventLoopDelay\` sees it, and the CPU time of the longest turn leaves out what other processes do. Memory is without garbage, looked at every 2 MB and at the end, when both the document and the object are there; of fast-xml-parser, which parses in one step, only at the end. The result is the object alone. A computer group of 5 MB has 31,000 members.`,
				formatTable(
					[
						'document',
						'reader',
						'MB/s',
						'times as fast',
						'longest delay, ms',
						'longest turn, ms of CPU',
						'memory at most, × text',
						'result, × text',
					],
					rows,
				),
			].join('\n\n'),
			goals,
		};
	},
};

async function measure(task: Omit<XmlTask, 'reader'>, repeats: number): Promise<Measured> {
	const measured: Measured = { node: [], fastXmlParser: [] };
	for (let round = 0; round < repeats; round++) {
		for (const reader of ['node', 'fastXmlParser'] as const) {
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

function formatRows(name: string, { node, fastXmlParser }: Measured): string[][] {
	const ratio = spread(node.map((each, round) => speedOf(each) / speedOf(fastXmlParser[round] ?? each)));
	const format = (reader: string, readings: XmlReading[], timesAsFast: string) => [
		name,
		reader,
		formatSpread(spreadOf(readings, speedOf)),
		timesAsFast,
		formatSpread(spreadOf(readings, ({ maxDelayMs }) => maxDelayMs)),
		formatSpread(spreadOf(readings, ({ maxTurnMs }) => maxTurnMs)),
		formatSpread(spreadOf(readings, memoryOf)),
		formatSpread(spreadOf(readings, ({ bytes, resultBytes }) => resultBytes / bytes)),
	];
	return [format('Jamf Classic', node, formatRatio(ratio)), format('fast-xml-parser', fastXmlParser, '')];
}

function judge(name: string, readings: XmlReading[]): Goal[] {
	const speed = spreadOf(readings, speedOf).median;
	const delay = spreadOf(readings, ({ maxDelayMs }) => maxDelayMs).median;
	const memory = spreadOf(readings, memoryOf).median;
	return [
		{ what: `${name}: at least ${MIN_SPEED} MB/s`, measured: formatNumber(speed), met: speed >= MIN_SPEED },
		{
			what: `${name}: event loop held for at most ${MAX_DELAY_MS} ms`,
			measured: formatNumber(delay),
			met: delay <= MAX_DELAY_MS,
		},
		{
			what: `${name}: memory at most ${MAX_MEMORY_FACTOR} times the text`,
			measured: formatNumber(memory),
			met: memory <= MAX_MEMORY_FACTOR,
		},
	];
}
