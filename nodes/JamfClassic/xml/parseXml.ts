import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { type Fail, type Raw, XmlReader } from './xmlReader';

export type { Fail } from './xmlReader';

/** Characters to parse before yielding to other work of n8n, which takes a few milliseconds. */
const SLICE_LENGTH = 64 * 1024;

interface Document {
	root: string;
	value: Raw;
}

/** Parses a well-formed document and returns its root element. */
export function parseXml(text: string, fail: Fail): Document {
	const reader = new XmlReader(fail, false);
	for (const slice of slices(text)) reader.write(slice);
	return reader.end();
}

/** Parses a document incrementally, in chunks of any length. */
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
