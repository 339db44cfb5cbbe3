import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { type Fail, type Raw, XmlReader } from './xmlReader';

export type { Fail } from './xmlReader';

/** Characters that are parsed before other work of n8n has its turn: some milliseconds. */
const SLICE_LENGTH = 64 * 1024;

interface Document {
	root: string;
	value: Raw;
}

/** The root element of a document that has to be well-formed. */
export function parseXml(text: string, fail: Fail): Document {
	const reader = new XmlReader(fail, false);
	for (const slice of slices(text)) reader.write(slice);
	return reader.end();
}

/** The root element of a document that arrives in pieces of any length, parsed as they arrive. */
export class XmlStreamReader {
	private readonly reader: XmlReader;
	private sinceYield = 0;

	constructor(fail: Fail) {
		this.reader = new XmlReader(fail, true);
	}

	async write(text: string): Promise<void> {
		for (const slice of slices(text)) {
			if (this.sinceYield + slice.length > SLICE_LENGTH) {
				await yieldToEventLoop();
				this.sinceYield = 0;
			}
			this.sinceYield += slice.length;
			this.reader.write(slice);
		}
	}

	end(): Document {
		return this.reader.end();
	}
}

function* slices(text: string): Generator<string> {
	for (let at = 0; at < text.length; at += SLICE_LENGTH) yield text.slice(at, at + SLICE_LENGTH);
}
