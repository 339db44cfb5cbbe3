import { isObject } from '../../shared/parameters/propertyPath';
import type { ElementRow } from '../../shared/catalogue/elements';
import { convertNotification, orderNotification } from './notification';
import { decideField } from './decideField';
import { serializeScalar, UnsupportedValueError } from './serializeScalar';
import { isSame, serializeRaw, type Stored, storedChild, storedEntry } from './storedObject';
import type { Target } from './target';
import { type Unknown, serializeUnknown } from './unknownElements';
import { document, element } from './untypedXml';

export interface SerializedDocument {
	xml: string;
	/** Paths of elements that were omitted because the server does not store them. */
	ignored: string[];
	/** Paths of elements without a row that are sent back unchanged. */
	kept: string[];
	/** Paths of elements without a row that were omitted. */
	omitted: string[];
}

/**
 * Converts an object in the format that Get returns to XML, with or without its root key. Elements have the order of the rows. Those that
 * the server does not accept are omitted.
 *
 * @throws InputError with the path of a value that Jamf would drop, replace or reject: an UnsupportedValueError if the stored object may
 * contain it
 */
export function serializeDocument(value: unknown, target: Target): SerializedDocument {
	const { root, rows, stored } = target;
	const isWrapped = isObject(value) && Object.keys(value).join() === root && !rows.some(({ name }) => name === root);
	const whole = isWrapped ? value[root] : value;
	const writer = new Writer({ ...target, whole });
	const content = writer.fields(whole, rows, '', stored, false);
	return { xml: document(element(root, content)), ...writer.found };
}

class Writer {
	readonly found = { ignored: [] as string[], kept: [] as string[], omitted: [] as string[] };

	constructor(private readonly target: Target) {}

	fields(
		given: unknown,
		rows: readonly ElementRow[],
		path: string,
		stored: Stored | undefined,
		inList: boolean,
	): string {
		if (path !== '' && (given === null || given === '')) return '';
		if (!isObject(given)) throw misfit(path || this.target.root, 'an object');
		const value = convertNotification(given, rows, path, stored);
		const at = (name: string) => (path === '' ? name : `${path}.${name}`);
		const unknown = Object.keys(value)
			.filter((name) => !rows.some((row) => row.name === name))
			.map((name) => ({ name, ...serializeUnknown({ name, value: value[name], path, rows, stored }, this.target) }));
		const parts: Array<[name: string, xml: string]> = rows.map((row) => {
			const own = storedChild(stored, row.name);
			const field = decideField(row, { value, path: at(row.name), stored: own, parent: stored, inList }, this.target);
			if (field.isIgnored === true) this.found.ignored.push(at(row.name));
			return [row.name, field.value === undefined ? '' : this.elementOf(field.value, row, at(row.name), own)];
		});
		for (const each of unknown) this.insert(parts, each, stored, at(each.name));
		return parts.map(([, xml]) => xml).join('');
	}

	/** Inserts it after the element that precedes it in the server's XML, otherwise at the end. */
	private insert(
		parts: Array<[string, string]>,
		{ name, xml, outcome }: Unknown & { name: string },
		stored: Stored | undefined,
		path: string,
	): void {
		if (outcome !== 'sent') this.found[outcome].push(path);
		const names = isObject(stored?.raw) ? Object.keys(stored.raw) : [];
		const previous = names
			.slice(0, Math.max(names.indexOf(name), 0))
			.findLast((each) => parts.some(([own]) => own === each));
		const index = previous === undefined ? parts.length : parts.findIndex(([own]) => own === previous) + 1;
		parts.splice(index, 0, [name, xml]);
	}

	/** Values of the stored object are accepted even if they do not match the row, and sent back unchanged. */
	private elementOf(value: unknown, row: ElementRow, path: string, stored: Stored | undefined): string {
		const isStored = stored?.raw !== undefined && isSame(value, stored.value);
		if (!isStored || this.fits(value, row, path)) return this.knownElement(value, row, path, stored);
		// The server would replace an empty option with the default.
		return row.options !== undefined && (value === null || value === '')
			? ''
			: serializeRaw(row.name, stored.raw, path);
	}

	private fits(value: unknown, row: ElementRow, path: string): boolean {
		const { item, repeated } = row;
		const isList = item !== undefined || repeated === true;
		if (isList && value === null) return true;
		if (isList !== Array.isArray(value)) return false;
		const entries = isList ? (value as unknown[]) : [value];
		if (row.of !== undefined) return entries.every((each) => isObject(each) || each === null || each === '');
		try {
			for (const each of entries) serializeScalar(each, row, path, this.target);
			return true;
		} catch {
			return false;
		}
	}

	private knownElement(value: unknown, row: ElementRow, path: string, stored: Stored | undefined): string {
		const { name, item, repeated } = row;
		if (item === undefined && repeated !== true) return this.wrapped(name, value, row, path, stored, false);
		if (value === null) return repeated === true ? '' : element(name, '');
		if (!Array.isArray(value)) throw misfit(path, 'a list');
		const entries = (repeated === true ? orderNotification(value) : value).map((entry, index) =>
			this.wrapped(item ?? name, entry, row, `${path}[${index}]`, storedEntry(stored, entry, index, item), true),
		);
		return repeated === true ? entries.join('') : element(name, entries.join(''));
	}

	private wrapped(
		name: string,
		value: unknown,
		row: ElementRow,
		path: string,
		stored: Stored | undefined,
		inList: boolean,
	): string {
		if (row.of !== undefined) return element(name, this.fields(value, row.of, path, stored, inList));
		const text = serializeScalar(value, row, path, this.target);
		return text === undefined ? '' : element(name, text);
	}
}

function misfit(path: string, expected: string): UnsupportedValueError {
	return new UnsupportedValueError(
		`${path} must be ${expected}.`,
		'Nothing was sent. Use the format that Get returns.',
	);
}
