import type { Fail } from './fail';

const MAX_DEPTH = 64;
/** JavaScript numbers cannot represent all longer integers. */
const MAX_SAFE_DIGITS = 15;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** Parses JSON. Integers that are too long for a number become text, such as invitations with 39 digits (jamf-behavior 5.3). */
export function parseLosslessJson(text: string, fail: Fail): unknown {
	try {
		return JSON.parse(quoteLongNumbers(text, fail)) as unknown;
	} catch (error) {
		throw error instanceof SyntaxError ? fail('it is not valid JSON or is truncated') : error;
	}
}

function quoteLongNumbers(text: string, fail: Fail): string {
	let quoted = '';
	let copied = 0;
	let depth = 0;
	for (let at = 0; at < text.length; at++) {
		const character = text[at];
		if (character === '"') at = endOfString(text, at);
		else if (character === '[' || character === '{') {
			if (++depth > MAX_DEPTH) throw fail('it is nested too deeply', true);
		} else if (character === ']' || character === '}') depth--;
		else if (character === '-' || (character !== undefined && character >= '0' && character <= '9')) {
			NUMBER.lastIndex = at;
			const number = NUMBER.exec(text)?.[0] ?? character;
			if (/^-?\d+$/.test(number) && number.length > MAX_SAFE_DIGITS) {
				quoted += `${text.slice(copied, at)}"${number}"`;
				copied = at + number.length;
			}
			at += number.length - 1;
		}
	}
	return copied === 0 ? text : quoted + text.slice(copied);
}

/** The closing quote of a string, or the end of the text without one, which the parser then rejects. */
function endOfString(text: string, start: number): number {
	for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
		let slashes = 0;
		while (text[at - 1 - slashes] === '\\') slashes++;
		if (slashes % 2 === 0) return at;
	}
	return text.length;
}
