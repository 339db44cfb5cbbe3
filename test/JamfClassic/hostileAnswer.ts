import { Readable } from 'node:stream';
import { startStepCounter } from '../../harness/countSteps';

const MEGABYTE = 1024 * 1024;

function* repeated(text: string, megabytes: number): Generator<Buffer> {
	const chunk = Buffer.from(text.repeat(Math.ceil((64 * 1024) / text.length)));
	for (let sent = 0; sent < megabytes * MEGABYTE; sent += chunk.length) yield chunk;
}

function* bytes(...parts: Array<string | Buffer>): Generator<Buffer> {
	for (const part of parts) yield Buffer.from(part);
}

const LAUGHS = Array.from({ length: 20 }, (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`).join(
	'',
);

const ANSWERS: Record<string, () => Iterable<Buffer>> = {
	billionLaughs: () => bytes(`<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "ha">${LAUGHS}]><a>&l20;</a>`),
	externalEntity: () => bytes('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
	nestedXml: () => repeated('<a>', 50),
	nestedJson: () => repeated('{"a":[', 50),
	openText: () => [...bytes('<a>'), ...repeated('text ', 50)],
	endlessElements: () => [...bytes('<a>'), ...repeated('<b/>', 50)],
	invalidUtf8: () => bytes('<a>', Buffer.from([0xc3, 0x28]), '</a>'),
	cutXml: () => bytes('<computer><general><name>Mac</na'),
	cutJson: () => bytes('{"computer": {"general": {"name": "Ma'),
	unclosed: () => bytes('<computer><general><name>Mac</name></general>'),
	poisoned: () => bytes('<computer><__proto__><admin>true</admin></__proto__></computer>'),
};

/** Counts the bytes that are read. */
function* counted(chunks: Iterable<Buffer>, tally: { bytes: number }): Generator<Buffer> {
	for (const chunk of chunks) {
		tally.bytes += chunk.length;
		yield chunk;
	}
}

/** Reads a hostile response and prints the outcome: the error, the bytes read, the steps executed, and the growth of memory in MB. */
async function main(name: string): Promise<void> {
	const countSteps = await startStepCounter();
	const { readDocument } = await import('../../nodes/JamfClassic/xml/parseResponse.ts');
	await readDocument({ status: 200, headers: {}, body: Readable.from(['<warm>up</warm>'].map(Buffer.from)) });
	const before = process.resourceUsage().maxRSS;
	const tally = { bytes: 0 };
	await countSteps();
	const body = Readable.from(counted(ANSWERS[name]?.() ?? [], tally));
	const error: unknown = await readDocument({ status: 200, headers: {}, body }).catch((reason: unknown) => reason);
	const steps = await countSteps();
	const grownMb = (process.resourceUsage().maxRSS - before) / 1024;
	const { name: kind, code, message } = error as { name?: string; code?: string; message?: string };
	process.stdout.write(JSON.stringify({ kind, code, message, steps, bytes: tally.bytes, grownMb }));
}

void main(process.argv[2] ?? '');
