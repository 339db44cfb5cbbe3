import type { IExecuteFunctions } from 'n8n-workflow';
import { InputError } from '../transport/errors/errors';

/** A resource locator as n8n stores it. */
export interface Locator {
	mode: string;
	value: string;
}

const MAX_TIMER_MS = 2 ** 31 - 1;

/** The parameters of the node for one input item. Expressions can give anything: every getter checks what came. */
export class ItemParameters {
	constructor(
		readonly context: IExecuteFunctions,
		readonly index: number,
	) {}

	/** Text without white space around it; numbers and booleans count as text. */
	string(name: string): string {
		const value = this.raw(name);
		return toText(name, value).trim();
	}

	number(name: string): number {
		const value = this.raw(name);
		const number = toNumber(value);
		if (!Number.isFinite(number)) throw wrongType(name, 'a number');
		return number;
	}

	boolean(name: string): boolean {
		const value = this.raw(name);
		if (value === true || value === 'true') return true;
		if (value === false || value === 'false' || value === undefined) return false;
		throw wrongType(name, 'true or false');
	}

	/** A list of texts: an array, also one written as JSON, as AI models do, or a text with one entry per line or comma; numbers count as text. */
	strings(name: string): string[] {
		const value = this.raw(name);
		if (value === undefined) return [];
		const collection: unknown[] = typeof value === 'string' ? (arrayIn(value) ?? value.split(/[\n,]/)) : [value].flat();
		if (collection.some((entry) => typeof entry !== 'string' && typeof entry !== 'number')) {
			throw wrongType(name, 'a list of texts');
		}
		return [...new Set(collection.map((entry) => String(entry).trim()).filter((entry) => entry !== ''))];
	}

	/** A value that JSON can carry: from an expression, or parsed from text. Empty text is `undefined`. */
	json(name: string): unknown {
		const value = this.raw(name);
		if (typeof value !== 'string') return value;
		if (value.trim() === '') return undefined;
		try {
			return JSON.parse(value) as unknown;
		} catch (error) {
			throw notJson(name, error);
		}
	}

	/** The entries of a group of a fixed collection, such as `{ conditions: [{ field, value }] }`. */
	entries(name: string, group: string): Array<Record<string, unknown>> {
		const value = this.object(name)[group] ?? [];
		const list: unknown[] = Array.isArray(value) ? value : [value];
		if (list.some((entry) => typeof entry !== 'object' || entry === null)) throw wrongType(name, 'a list of entries');
		return list as Array<Record<string, unknown>>;
	}

	/** Names and values of a fixed collection such as `{ parameters: [{ name, value }] }`. */
	pairs(name: string): Array<[string, string]> {
		return this.entries(name, 'parameters').map((pair) => [toText(name, pair.name).trim(), toText(name, pair.value)]);
	}

	locator(name: string): Locator {
		const value = this.raw(name);
		if (typeof value === 'object' && value !== null) {
			const { mode, value: inner } = value as { mode?: unknown; value?: unknown };
			return { mode: toText(name, mode ?? 'id'), value: toText(name, inner).trim() };
		}
		return { mode: 'id', value: this.string(name) };
	}

	/** How many rows are wanted: Limit, or `Infinity` with Return All. */
	limit(): number {
		if (this.boolean('returnAll')) return Infinity;
		return this.count('limit');
	}

	/** A whole number from 1 on. */
	count(name: string): number {
		const count = this.number(name);
		if (count < 1) throw wrongType(name, 'at least 1');
		return Math.floor(count);
	}

	/** Milliseconds to wait for an answer, where the options say so. Timers take a longer time than they count for none. */
	timeout(): number | undefined {
		return this.isGiven('options.timeout') ? Math.min(this.count('options.timeout'), MAX_TIMER_MS) : undefined;
	}

	/** The zone of the workflow, which dates without one are meant in. */
	timezone(): string {
		return this.context.getTimezone();
	}

	/** The entries of a collection or a resource mapper, none when it is not there. */
	object(name: string): Record<string, unknown> {
		const value = this.raw(name) ?? {};
		if (typeof value !== 'object' || Array.isArray(value)) throw wrongType(name, 'an object');
		return value as Record<string, unknown>;
	}

	/** The data of the input item itself. */
	input(): Record<string, unknown> {
		return this.context.getInputData()[this.index]?.json ?? {};
	}

	/** Whether the parameter has a value that is not an empty text. */
	isGiven(name: string): boolean {
		const value = this.raw(name);
		return value !== undefined && value !== '';
	}

	/** Tells of the entries of a collection whether the user added them. */
	has(collection: string): (entry: string) => boolean {
		return (entry) => this.raw(`${collection}.${entry}`) !== undefined;
	}

	private raw(name: string): unknown {
		return (this.context.getNodeParameter(name, this.index, null) as unknown) ?? undefined;
	}
}

function arrayIn(text: string): unknown[] | undefined {
	if (!/^\s*\[/.test(text)) return undefined;
	try {
		return JSON.parse(text) as unknown[];
	} catch {
		return undefined;
	}
}

/** `NaN` for what is no number; JavaScript itself makes 0 of blanks. */
export function toNumber(value: unknown): number {
	if (typeof value === 'number') return value;
	return typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
}

function toText(name: string, value: unknown): string {
	if (typeof value === 'object' && value !== null) throw wrongType(name, 'a text');
	return String(value ?? '');
}

function wrongType(name: string, wanted: string): InputError {
	return new InputError(`The parameter ${name} must be ${wanted}.`, 'Check the expression behind it.');
}

function notJson(name: string, error: unknown): InputError {
	// The message of V8 quotes the text, which may hold a password: only the place is told.
	const place = /position (\d+)/.exec(String(error))?.[1];
	return new InputError(
		`The parameter ${name} is not valid JSON${place === undefined ? '' : ` (character ${place})`}.`,
		'Check quotes and commas, or build the value with an expression such as {{ JSON.stringify($json) }}.',
	);
}
