import type { IExecuteFunctions } from 'n8n-workflow';
import { addHint } from './executionHints';
import { createJsonError, createTypeError } from './parameterErrors';
import { DIRECT, limitRows, readFixed, type RunMode } from './runMode';
import { splitList } from './splitList';

/** A resource locator as n8n stores it. */
export interface Locator {
	mode: string;
	value: string;
}

const MAX_TIMER_MS = 2 ** 31 - 1;

/** The node parameters of one input item. Expressions can return anything, so every getter checks the type. */
export class ItemParameters {
	/** Whether a preview went past a confirmation that the run itself would require. */
	needsConfirmation = false;

	constructor(
		readonly context: IExecuteFunctions,
		readonly index: number,
		readonly mode: RunMode = DIRECT,
	) {}

	/** Trimmed text; numbers and booleans are converted. */
	string(name: string): string {
		const value = this.raw(name);
		return toText(name, value).trim();
	}

	/** The unconverted value, or `undefined` if it is not set. */
	value(name: string): unknown {
		return this.raw(name);
	}

	number(name: string): number {
		const value = this.raw(name);
		const number = toNumber(value);
		if (!Number.isFinite(number)) throw createTypeError(name, 'a number');
		return number;
	}

	boolean(name: string): boolean {
		const value = this.raw(name);
		if (value === true || value === 'true') return true;
		if (value === false || value === 'false' || value === undefined) return false;
		throw createTypeError(name, 'true or false');
	}

	/** Whether a dangerous operation is confirmed. A preview needs no confirmation, and a tool only counts one that is set by hand. */
	isConfirmed(name: string): boolean {
		const isOn = this.isAllowed(name);
		if (this.mode.isPreview && !isOn) this.needsConfirmation = true;
		return isOn || this.mode.isPreview;
	}

	/** Whether an option that lifts a restriction is on. In a tool, only if it is set by hand. */
	isAllowed(name: string): boolean {
		return this.mode.isTool ? readFixed(this.context, name) === true : this.boolean(name);
	}

	/** Unique strings from an array, or from text that is split. Numbers are converted. */
	strings(name: string): string[] {
		const value = this.raw(name);
		if (value === undefined) return [];
		const entries: unknown[] = typeof value === 'string' ? splitList(value) : [value].flat();
		if (entries.some((entry) => typeof entry !== 'string' && typeof entry !== 'number')) {
			throw createTypeError(name, 'a list of strings');
		}
		return [...new Set(entries.map((entry) => String(entry).trim()).filter((entry) => entry !== ''))];
	}

	/** Like `strings`, for a list that replaces another: `undefined` if all entries are blank. Only an empty list means none. */
	replacement(name: string): string[] | undefined {
		const strings = this.strings(name);
		const value = this.raw(name);
		const isEmptyList = Array.isArray(value) ? value.length === 0 : /^\s*\[\s*\]\s*$/.test(toText(name, value));
		return strings.length > 0 || isEmptyList ? strings : undefined;
	}

	/** A value from an expression, or parsed from JSON text. Empty text is `undefined`. */
	json(name: string): unknown {
		const value = this.raw(name);
		if (typeof value !== 'string') return value;
		if (value.trim() === '') return undefined;
		try {
			// A file that was saved on Windows can start with a byte order mark.
			return JSON.parse(value.replace(/^\uFEFF/, '')) as unknown;
		} catch (error) {
			throw createJsonError(name, error);
		}
	}

	/** The entries in one group of a fixed collection, such as `{ conditions: [{ field, value }] }`. */
	collection(name: string, group: string): Array<Record<string, unknown>> {
		const value = this.object(name)[group] ?? [];
		const list: unknown[] = Array.isArray(value) ? value : [value];
		if (list.some((entry) => typeof entry !== 'object' || entry === null))
			throw createTypeError(name, 'a list of entries');
		return list as Array<Record<string, unknown>>;
	}

	/** Names and values of a fixed collection such as `{ parameters: [{ name, value }] }`. */
	pairs(name: string): Array<[string, string]> {
		return this.collection(name, 'parameters').map((pair) => [
			toText(name, pair.name).trim(),
			toText(name, pair.value),
		]);
	}

	locator(name: string): Locator {
		const value = this.raw(name);
		if (typeof value === 'object' && value !== null) {
			const { mode, value: inner } = value as { mode?: unknown; value?: unknown };
			return { mode: toText(name, mode ?? 'id'), value: toText(name, inner).trim() };
		}
		return { mode: 'id', value: this.string(name) };
	}

	/** The value of Limit, or `Infinity` with Return All. A model cannot raise it above a bound. */
	limit(): number {
		const limit = this.boolean('returnAll') ? Infinity : this.count('limit');
		return limitRows(this.context, this.mode, limit);
	}

	/** A whole number of at least 1. */
	count(name: string): number {
		const count = this.number(name);
		if (count < 1) throw createTypeError(name, 'at least 1');
		return Math.floor(count);
	}

	/** The timeout option in milliseconds. Capped, because longer timers fire at once. */
	timeout(): number | undefined {
		return this.isGiven('options.timeout') ? Math.min(this.count('options.timeout'), MAX_TIMER_MS) : undefined;
	}

	/** The time zone of the workflow, for dates that do not specify one. */
	timezone(): string {
		return this.context.getTimezone();
	}

	/** The fields of a collection or a resource mapper; empty when it is not set. */
	object(name: string): Record<string, unknown> {
		const value = this.raw(name) ?? {};
		if (typeof value !== 'object' || Array.isArray(value)) throw createTypeError(name, 'an object');
		return value as Record<string, unknown>;
	}

	/** The JSON data of the input item. */
	input(): Record<string, unknown> {
		return this.context.getInputData()[this.index]?.json ?? {};
	}

	/** Whether the parameter has a value other than empty text. */
	isGiven(name: string): boolean {
		const value = this.raw(name);
		return value !== undefined && value !== '';
	}

	/** Returns a function that checks whether the user added an option to a collection. */
	has(collection: string): (entry: string) => boolean {
		return (entry) => this.raw(`${collection}.${entry}`) !== undefined;
	}

	/** Whether the parameter is set by an expression. */
	isExpression(name: string): boolean {
		const options = { rawExpressions: true };
		const raw = this.context.getNodeParameter(name, this.index, '', options) as unknown;
		return typeof raw === 'string' && raw.startsWith('=');
	}

	/** The same parameters with other values, by name. */
	withValues(values: Readonly<Record<string, unknown>>): ItemParameters {
		const raw = (name: string): unknown => (Object.hasOwn(values, name) ? values[name] : this.raw(name));
		return Object.create(this, { raw: { value: raw } }) as ItemParameters;
	}

	hint(message: string, type?: 'warning'): void {
		addHint(this.context, message, type);
	}

	private raw(name: string): unknown {
		return (this.context.getNodeParameter(name, this.index, null) as unknown) ?? undefined;
	}
}

/** `NaN` for anything that is not a number; JavaScript converts blank text to 0. */
export function toNumber(value: unknown): number {
	if (typeof value === 'number') return value;
	return typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
}

function toText(name: string, value: unknown): string {
	if (typeof value === 'object' && value !== null) throw createTypeError(name, 'text');
	return String(value ?? '');
}
