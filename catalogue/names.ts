/** Builds labels and actions of operations. */

import type { OperationOverlay } from './overlay';
import { sentenceCase, splitWords, titleCase, withArticle, type Words } from './titleCase';

export interface Subject {
	name: string;
	noun: string;
	plural: string;
	/** A server has exactly one: "the check-in settings". */
	single: boolean;
	/** Used without an article: "the history of single sign-on". */
	bare: boolean;
}

/** The label in the picker: `Get Many`, `Add History Note`. */
export function buildLabel(words: Words, value: string, { label }: OperationOverlay): string {
	if (label !== undefined) return label;
	if (value === 'getAll') return 'Get Many';
	return titleCase(words, value.replace(/^getAll(?=[A-Z])/, 'get').replace(/Many$/, 'Many'));
}

const WHOLE: Record<string, (one: string, many: string, all: string) => string> = {
	addHistoryNote: (one) => `Add a note to the history of ${one}`,
	deleteMany: (_, many) => `Delete many ${many}`,
	exportHistory: (one) => `Export the history of ${one}`,
	export: (_, many) => `Export ${many}`,
	getAll: (_, many) => `Get many ${many}`,
	getAllHistory: (one) => `Get the history of ${one}`,
};

/** `Get many API roles`, `Add a note to the history of a building`. */
export function buildAction(
	words: Words,
	value: string,
	label: string,
	{ noun, plural, single, bare }: Subject,
	ofObject: boolean,
	{ action }: OperationOverlay,
): string {
	if (action !== undefined) return action;
	const one = bare ? noun : single ? `the ${noun}` : withArticle(noun);
	const whole = WHOLE[value]?.(one, plural, plural);
	if (whole !== undefined) return whole;
	const [verb = ''] = splitWords(value);
	const shown = label.split(' ');
	if (shown.length === 1) return `${shown[0]} ${one}`;
	const rest = sentenceCase(words, shown.slice(1).join(' '));
	const object = ofObject || single ? one : plural;
	const capital = verb.charAt(0).toUpperCase() + verb.slice(1);
	return `${capital} the ${rest} of ${object}`;
}
