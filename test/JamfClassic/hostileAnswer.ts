import { Readable } from 'node:stream';
import { readDocument } from '../../nodes/JamfClassic/xml/parseResponse';

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

/** Reads a hostile answer and prints what came of it: the error, milliseconds of the processor (others may use it too), and by how many megabytes memory grew. */
async function main(name: string): Promise<void> {
	await readDocument({ status: 200, headers: {}, body: Readable.from(['<warm>up</warm>'].map(Buffer.from)) });
	const before = process.resourceUsage().maxRSS;
	const start = process.cpuUsage();
	const error: unknown = await readDocument({
		status: 200,
		headers: {},
		body: Readable.from(ANSWERS[name]?.() ?? []),
	}).catch((reason: unknown) => reason);
	const { user, system } = process.cpuUsage(start);
	const ms = (user + system) / 1000;
	const grownMb = (process.resourceUsage().maxRSS - before) / 1024;
	const { name: kind, code, message } = error as { name?: string; code?: string; message?: string };
	process.stdout.write(JSON.stringify({ kind, code, message, ms, grownMb }));
}

void main(process.argv[2] ?? '');
