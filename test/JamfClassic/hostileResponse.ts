import { Readable } from 'node:stream';
import { startStepCounter } from '../../harness/countSteps';
import type * as Parsing from '../../nodes/JamfClassic/xml/parseResponse';

const MEGABYTE = 1024 * 1024;

function* repeated(text: string, megabytes: number): Generator<Buffer> {
	const chunk = Buffer.from(text.repeat(Math.ceil((64 * 1024) / text.length)));
	for (let sent = 0; sent < megabytes * MEGABYTE; sent += chunk.length) yield chunk;
}

function* join(...parts: Array<Iterable<Buffer>>): Generator<Buffer> {
	for (const part of parts) yield* part;
}

/** Texts that differ by a number. */
function* numbered(text: (number: number) => string, count: number): Generator<Buffer> {
	for (let first = 0; first < count; first += 1000) {
		yield Buffer.from(Array.from({ length: 1000 }, (_, index) => text(first + index)).join(''));
	}
}

function* bytes(...parts: Array<string | Buffer>): Generator<Buffer> {
	for (const part of parts) yield Buffer.from(part);
}

const LAUGHS = Array.from({ length: 20 }, (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`).join(
	'',
);

const RESPONSES: Record<string, () => Iterable<Buffer>> = {
	billionLaughs: () => bytes(`<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "ha">${LAUGHS}]><a>&l20;</a>`),
	externalEntity: () => bytes('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
	nestedXml: () => repeated('<a>', 50),
	nestedJson: () => repeated('{"a":[', 50),
	openText: () => join(bytes('<a>'), repeated('text ', 20)),
	endlessElements: () => join(bytes('<a>'), repeated('<b/>', 50)),
	invalidUtf8: () => bytes('<a>', Buffer.from([0xc3, 0x28]), '</a>'),
	cutXml: () => bytes('<computer><general><name>Mac</na'),
	cutJson: () => bytes('{"computer": {"general": {"name": "Ma'),
	unclosed: () => bytes('<computer><general><name>Mac</name></general>'),
	whiteSpace: () => join(bytes('<a>'), repeated(' \n', 120)),
	whiteSpaceBefore: () => repeated(' \n', 200),
	whiteSpaceBetween: () => join(bytes('<a>'), repeated(`<b/>${' '.repeat(60_000)}`, 200)),
	longText: () => join(bytes('<a>'), repeated('text ', 200)),
	longComment: () => join(bytes('<a><!-- '), repeated('text ', 200)),
	longName: () => join(bytes('<'), repeated('name', 200)),
	longDocumentType: () => join(bytes('<!DOCTYPE a ['), repeated('<!ENTITY a "b">', 200)),
	attributes: () =>
		join(
			bytes('<a '),
			numbered((number) => `b${number}="" `, 1_000_000),
		),
	attributesOfMany: () => join(bytes('<a>'), repeated('<b c="" d="" e=""/>', 200)),
	names: () =>
		join(
			bytes('<a>'),
			numbered((number) => `<b${number}/>`, 1_000_000),
		),
	unknownEncoding: () => bytes('<?xml version="1.0" encoding="x-none"?><a/>'),
	entity: () => bytes('<a>&x;</a>'),
	surrogate: () => bytes('<a>&#xD800;</a>'),
	poisoned: () => bytes('<computer><__proto__><admin>true</admin></__proto__></computer>'),
};

/**
 * Reads every hostile response and prints the outcomes: the error, the bytes that were read, the steps executed, and by how many
 * megabytes memory grew.
 */
async function main(): Promise<void> {
	const countSteps = await startStepCounter();
	const { readDocument } = await import('../../nodes/JamfClassic/xml/parseResponse.ts');
	const outcomes: Record<string, unknown> = {};
	for (const [name, respond] of Object.entries(RESPONSES)) {
		await countSteps();
		const outcome = await readHostile(readDocument, respond());
		outcomes[name] = { ...outcome, steps: await countSteps() };
	}
	process.stdout.write(JSON.stringify(outcomes));
}

async function readHostile(readDocument: typeof Parsing.readDocument, chunks: Iterable<Buffer>) {
	const before = process.resourceUsage().maxRSS;
	let read = 0;
	function* counted(): Generator<Buffer> {
		for (const chunk of chunks) {
			read += chunk.length;
			yield chunk;
		}
	}
	const error: unknown = await readDocument({ status: 200, headers: {}, body: Readable.from(counted()) }).catch(
		(reason: unknown) => reason,
	);
	const { code, message } = error as { code?: string; message?: string };
	const grownMb = (process.resourceUsage().maxRSS - before) / 1024;
	return { code, message, bytes: read, grownMb };
}

void main();
