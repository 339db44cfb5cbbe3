import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { setImmediate as yieldToEventLoop, setTimeout as sleep } from 'node:timers/promises';
import { normalizeObject } from '../../nodes/JamfClassic/xml/normalize';
import { readDocument } from '../../nodes/JamfClassic/xml/parseResponse';
import { findElements } from '../../nodes/shared/catalogue/find';
import { classicElements } from '../../nodes/shared/catalogue/lookup';
import { parseWithFastXmlParser } from '../baselines/fastXmlParser';
import { serve } from '../child';

export interface XmlTask {
	reader: 'node' | 'fastXmlParser';
	document: 'group' | 'script';
	megabytes: number;
}

export interface XmlReading {
	bytes: number;
	cpuMs: number;
	/** The longest time the event loop was blocked, and the CPU time of its longest turn. */
	maxDelayMs: number;
	maxTurnMs: number;
	/** Peak memory, and that of the document that was read, without garbage. */
	peakBytes: number;
	resultBytes: number;
}

const CHUNK_BYTES = 16 * 1024;

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
		await read();
	},
	async () => await measure(),
);

async function measure(): Promise<XmlReading> {
	const cpuMs = await measureSpeed();
	const blocked = await measureBlocking();
	const memory = await measureMemory();
	const bytes = chunks.reduce((sum, { length }) => sum + length, 0);
	return { bytes, cpuMs, ...blocked, ...memory };
}

/** Without the watchers of the event loop, which need a tenth of the time. */
async function measureSpeed(): Promise<number> {
	global.gc?.();
	await yieldToEventLoop();
	const cpu = process.cpuUsage();
	await read();
	const { user, system } = process.cpuUsage(cpu);
	return (user + system) / 1000;
}

async function measureBlocking(): Promise<Pick<XmlReading, 'maxDelayMs' | 'maxTurnMs'>> {
	const delay = monitorEventLoopDelay({ resolution: 1 });
	global.gc?.();
	await yieldToEventLoop();
	delay.enable();
	// The monitor compares its ticks: the first one must be before the work.
	await sleep(10);
	const turns = watchTurns();
	await read();
	await yieldToEventLoop();
	const maxTurnMs = turns.stop();
	await sleep(10);
	delay.disable();
	return { maxDelayMs: delay.max / 1e6, maxTurnMs };
}

/** Unlike the delay, CPU time does not include the work of other processes. */
function watchTurns(): { stop: () => number } {
	let longest = 0;
	let last = process.cpuUsage();
	const look = () => {
		const { user, system } = process.cpuUsage(last);
		longest = Math.max(longest, user + system);
		last = process.cpuUsage();
		next = setImmediate(look);
	};
	let next = setImmediate(look);
	return {
		stop() {
			clearImmediate(next);
			return longest / 1000;
		},
	};
}

interface Reading {
	document: unknown;
	/** The object of the document, normalized as Get returns it. */
	object: unknown;
}

async function read(onChunk?: (index: number) => void): Promise<Reading> {
	const document = await parse(onChunk);
	const [root] = Object.values((document ?? {}) as Record<string, unknown>);
	return { document, object: await normalizeObject(root, rowsOf(task), true) };
}

function rowsOf({ document }: XmlTask) {
	return document === 'group' ? (findElements(classicElements(), 'computerGroup', 'get') ?? []) : [];
}

async function parse(onChunk?: (index: number) => void): Promise<unknown> {
	function* counted() {
		for (const [index, chunk] of chunks.entries()) {
			onChunk?.(index);
			yield chunk;
		}
	}
	const body = Readable.from(counted());
	if (task.reader === 'node') return await readDocument({ status: 200, headers: {}, body });
	const received: Buffer[] = [];
	for await (const chunk of body as AsyncIterable<Buffer>) received.push(chunk);
	return parseWithFastXmlParser(Buffer.concat(received).toString());
}

/** Live memory is measured as chunks arrive, when the document and its object exist, and when the document is dropped. */
async function measureMemory(): Promise<Pick<XmlReading, 'peakBytes' | 'resultBytes'>> {
	const live = () => {
		global.gc?.();
		const { heapUsed, external } = process.memoryUsage();
		return heapUsed + external;
	};
	const before = live();
	let peak = 0;
	const reading: Partial<Reading> = await read((index) => {
		if (index % 128 === 0) peak = Math.max(peak, live() - before);
	});
	peak = Math.max(peak, live() - before);
	if (reading.document === undefined) throw new Error('nothing was read');
	delete reading.document;
	const resultBytes = live() - before;
	if (reading.object === undefined) throw new Error('nothing was normalized');
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
