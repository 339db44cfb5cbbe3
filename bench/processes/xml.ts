import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { setImmediate as yieldToEventLoop, setTimeout as sleep } from 'node:timers/promises';
import { readOwnObject } from '../../nodes/JamfClassic/decoder';
import { normalizeObject, normalizeUntyped } from '../../nodes/JamfClassic/xml/normalize';
import { findElements } from '../../nodes/shared/catalogue/find';
import { classicElements } from '../../nodes/shared/catalogue/lookup';
import { parseWithFastXmlParser } from '../baselines/fastXmlParser';
import { serve } from '../child';
import { type Turns, watchTurns } from '../watchTurns';

export interface XmlTask {
	reader: 'node' | 'fastXmlParser';
	document: 'group' | 'script';
	megabytes: number;
}

export interface XmlReading {
	bytes: number;
	/** CPU time of the first read, of the second one, and of one when V8 has optimized the code. */
	firstCpuMs: number;
	secondCpuMs: number;
	cpuMs: number;
	/** The longest delay of the event loop, and its turns. */
	maxDelayMs: number;
	turns: Turns;
	/** Peak memory, and that of the object that was read, without garbage. */
	peakBytes: number;
	resultBytes: number;
}

const CHUNK_BYTES = 16 * 1024;
/** Until V8 has optimized the code. */
const WARM_UP_MEGABYTES = 20;

const chunks: Buffer[] = [];
let task: XmlTask;

serve<XmlTask>(
	async (given) => {
		task = given;
		const text = task.document === 'group' ? createGroup(task.megabytes) : createScripts(task.megabytes);
		const bytes = Buffer.from(text);
		// Copied, because slices would keep the whole document in memory.
		for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
			chunks.push(Buffer.from(bytes.subarray(at, at + CHUNK_BYTES)));
		}
		rowsOf(task);
	},
	async () => await measure(),
);

async function measure(): Promise<XmlReading> {
	const speeds = await measureSpeed();
	const delays = await measureDelays();
	const memory = await measureMemory();
	const bytes = chunks.reduce((sum, { length }) => sum + length, 0);
	return { bytes, ...speeds, ...delays, ...memory };
}

/** Without the watchers of the event loop, which need a tenth of the time. */
async function measureSpeed(): Promise<Pick<XmlReading, 'cpuMs' | 'firstCpuMs' | 'secondCpuMs'>> {
	const firstCpuMs = await measureCpu(1);
	const secondCpuMs = await measureCpu(1);
	const count = Math.ceil(WARM_UP_MEGABYTES / task.megabytes);
	for (let done = 1; done < count; done++) await read();
	// Several reads, because some of them collect the garbage of others.
	return { firstCpuMs, secondCpuMs, cpuMs: await measureCpu(count) };
}

async function measureCpu(count: number): Promise<number> {
	global.gc?.();
	await yieldToEventLoop();
	const cpu = process.cpuUsage();
	for (let done = 0; done < count; done++) await read();
	const { user, system } = process.cpuUsage(cpu);
	return (user + system) / 1000 / count;
}

async function measureDelays(): Promise<Pick<XmlReading, 'maxDelayMs' | 'turns'>> {
	const delay = monitorEventLoopDelay({ resolution: 1 });
	global.gc?.();
	await yieldToEventLoop();
	delay.enable();
	// The monitor compares its ticks: the first one must be before the work.
	await sleep(10);
	const watched = watchTurns();
	await read();
	await yieldToEventLoop();
	const turns = await watched.stop();
	delay.disable();
	return { maxDelayMs: delay.max / 1e6, turns };
}

interface Reading {
	/** The document in other readers, which normalize it afterwards. */
	document?: unknown;
	/** The object of the document, normalized as Get returns it. */
	object: unknown;
}

/** Reads the document as Get does. */
async function read(onChunk: (index: number) => void = () => undefined): Promise<Reading> {
	function* counted() {
		for (const [index, chunk] of chunks.entries()) {
			onChunk(index);
			yield chunk;
		}
	}
	const body = Readable.from(counted());
	const rows = rowsOf(task);
	if (task.reader === 'node') {
		const root = task.document === 'group' ? 'computer_group' : 'scripts';
		const { value } = await readOwnObject({ status: 200, headers: {}, body }, root, rows, { isReleased: true });
		return { object: value };
	}
	const document = await readWithFastXmlParser(body);
	const [root] = Object.values((document ?? {}) as Record<string, unknown>);
	const object = rows.length === 0 ? await normalizeUntyped(root) : await normalizeObject(root, rows, true);
	return { document, object };
}

function rowsOf({ document }: XmlTask) {
	return document === 'group' ? (findElements(classicElements(), 'computerGroup', 'get') ?? []) : [];
}

async function readWithFastXmlParser(body: Readable): Promise<unknown> {
	const received: Buffer[] = [];
	for await (const chunk of body as AsyncIterable<Buffer>) received.push(chunk);
	return parseWithFastXmlParser(Buffer.concat(received).toString());
}

/** Live memory is measured as chunks arrive, when the object exists, and when the document is dropped. */
async function measureMemory(): Promise<Pick<XmlReading, 'peakBytes' | 'resultBytes'>> {
	const live = () => {
		global.gc?.();
		const { heapUsed, external } = process.memoryUsage();
		return heapUsed + external;
	};
	const before = live();
	let peak = 0;
	const reading = await read((index) => {
		if (index % 128 === 0) peak = Math.max(peak, live() - before);
	});
	peak = Math.max(peak, live() - before);
	delete reading.document;
	const resultBytes = live() - before;
	if (reading.object === undefined) throw new Error('nothing was read');
	return { peakBytes: Math.max(peak, resultBytes), resultBytes };
}

function createGroup(megabytes: number): string {
	const members: string[] = [];
	for (let length = 0; length < megabytes * 1e6; length += members.at(-1)?.length ?? 0) {
		const id = members.length + 1;
		members.push(
			`<computer><id>${id}</id><name>MacBook-${id}</name><mac_address>AA:BB:CC:DD:${10 + (id % 90)}:11</mac_address>` +
				`<alt_mac_address/><serial_number>C02${100_000 + id}</serial_number></computer>`,
		);
	}
	const head =
		'<?xml version="1.0" encoding="UTF-8"?><computer_group><id>1</id><name>All</name><is_smart>false</is_smart>';
	return `${head}<computers><size>${members.length}</size>${members.join('')}</computers></computer_group>`;
}

function createScripts(megabytes: number): string {
	const line = 'if [ &quot;$1&quot; = &quot;a&quot; ] &amp;&amp; true; then\n  echo "a line of a script"\nfi\n';
	const script = `<script><name>Script</name><script_contents>#!/bin/sh\n${line.repeat(100)}</script_contents></script>`;
	return `<scripts>${script.repeat(Math.ceil((megabytes * 1e6) / script.length))}</scripts>`;
}
