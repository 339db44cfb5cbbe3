import { sortIds } from './idLists';

/** Largest payload of a byte; the bit above says that the number continues. */
const BASE = 128;

/**
 * Packs IDs into text: sorted, as distances, seven bits a byte, in base64. A distance of 0 announces the length of a run of
 * consecutive IDs, so that the IDs of a usual server need far less than a byte each.
 *
 * @throws RangeError for what is not a positive safe integer
 */
export function packIds(ids: readonly number[]): string {
	const sorted = sortIds(ids);
	const bytes: number[] = [];
	let last = 0;
	for (let index = 0; index < sorted.length;) {
		const id = sorted[index] as number;
		if (!Number.isSafeInteger(id) || id < 1) throw new RangeError(`${id} is not a positive integer`);
		let run = 0;
		while (sorted[index + run] === last + run + 1) run++;
		if (run > 2) {
			bytes.push(0);
			pushNumber(bytes, run);
		} else {
			run = 1;
			pushNumber(bytes, id - last);
		}
		index += run;
		last = sorted[index - 1] as number;
	}
	return remember(Buffer.from(bytes).toString('base64'), sorted);
}

/** A round reads the same few long texts several times. */
const MAX_REMEMBERED = 4;
const MIN_LENGTH = 1_000;
const remembered = new Map<string, readonly number[]>();

function remember(text: string, ids: readonly number[]): string {
	if (text.length < MIN_LENGTH) return text;
	remembered.delete(text);
	remembered.set(text, ids);
	const [oldest] = remembered.keys();
	if (remembered.size > MAX_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
	return text;
}

/**
 * Reads what `packIds` wrote, in ascending order.
 *
 * @throws RangeError when the text is cut off
 */
export function unpackIds(text: string): readonly number[] {
	const known = remembered.get(text);
	if (known !== undefined) return known;
	const bytes = Buffer.from(text, 'base64');
	const ids: number[] = [];
	let last = 0;
	let index = 0;
	const readNumber = () => {
		let value = 0;
		for (let factor = 1; ; factor *= BASE) {
			const byte = bytes[index++];
			if (byte === undefined) throw new RangeError('The stored IDs are cut off');
			value += (byte % BASE) * factor;
			if (byte < BASE) return value;
		}
	};
	while (index < bytes.length) {
		const distance = readNumber();
		if (distance > 0) ids.push((last += distance));
		else for (let run = readNumber(); run > 0; run--) ids.push(++last);
	}
	remember(text, ids);
	return ids;
}

function pushNumber(bytes: number[], value: number): void {
	let rest = value;
	for (; rest >= BASE; rest = Math.floor(rest / BASE)) bytes.push((rest % BASE) + BASE);
	bytes.push(rest);
}
