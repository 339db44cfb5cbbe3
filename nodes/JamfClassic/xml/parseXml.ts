import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { Fail } from './fail';
import type { Outline } from './lists';
import { XmlReader } from './xmlReader';

/** Characters to parse before yielding to other work of n8n, which takes a few milliseconds. */
const SLICE_LENGTH = 64 * 1024;

interface Document {
	root: string;
	value: unknown;
}

/** Parses a well-formed document and returns its root element. */
export function parseXml(text: string, fail: Fail): Document {
	const reader = new XmlReader(fail, false);
	for (const slice of slices(text.replace(/^\ufeff/, ''))) reader.write(slice);
	return reader.end();
}

/** Parses a document incrementally, in chunks of any length. Entries of the lists in the outline are normalized. */
export class XmlStreamReader {
	private readonly reader: XmlReader;
	private sinceYield = 0;

	constructor(fail: Fail, outline?: Outline) {
		this.reader = new XmlReader(fail, true, outline);
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
	for (let at = 0, end = 0; at < text.length; at = end) {
		end = at + SLICE_LENGTH;
		// A surrogate pair is not split.
		if (/[\ud800-\udbff]/.test(text.charAt(end - 1))) end--;
		yield text.slice(at, end);
	}
}
