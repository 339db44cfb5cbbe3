/**
 * Elements in the short notation of `overlay/elements/*.yaml`, in the order that the server requires:
 *
 *     name: text required                     an element with text
 *     priority: number                        or `boolean`, `dateTime`, `digits`, `time`, `utc`
 *     event: text = ComputerAdded | PushSent  its possible values
 *     level: text = Device ~ System | User    the server also spells `Device` as `System`
 *     category: { id: number, name: text }    an element with elements inside
 *     category: $idName                       the same, from the shape `$idName`
 *     criteria > criterion: $criterion        a list, with the name of its entries
 *     notification*: text                     repeated without an element around it
 *     computers > computer (read): $idName    flags of elements without a type
 *
 * Flags and clauses follow the type or are in parentheses behind the name. `ElementRow` explains them:
 *
 *     again  cleared  empty  merged  omitempty  protected  read  required  secret  smart  static  write
 *     confirm VALUE, VALUE     default VALUE     fixed VALUE     from ELEMENT           notification KIND
 *     returned VALUE           unless ELEMENT    while ELEMENT VALUE                    with ELEMENT VALUE
 */

import type { ElementRow } from '../../nodes/shared/catalogue/elements';
import type { Diagnostics } from '../diagnostics';
import { omitEmpty } from '../traits';

export interface Notation {
	[element: string]: Notation | string;
}

const KEY = /^([A-Za-z_][\w.-]*)(\*)?(?: > ([A-Za-z_][\w.-]*))?(?: \(([A-Za-z_ ]+)\))?$/;
const TYPES: Record<string, Partial<ElementRow>> = {
	boolean: { type: 'boolean' },
	dateTime: { type: 'dateTime' },
	digits: { type: 'digits' },
	number: { type: 'number' },
	text: {},
	time: { type: 'time' },
	utc: { type: 'utc' },
};
const FLAGS: Record<string, Partial<ElementRow>> = {
	again: { storedByUpdate: true },
	cleared: { clearFirst: true },
	empty: { canBeEmpty: true },
	merged: { isMerged: true },
	omitempty: { omitEmpty: true },
	protected: { isProtected: true },
	read: { readOnly: true },
	required: { required: true },
	secret: { secret: true },
	smart: { only: 'smart' },
	static: { only: 'static' },
	write: { writeOnly: true },
};
const CLAUSES: Record<string, (value: string) => Partial<ElementRow>> = {
	confirm: (value) => ({ confirm: value.split(', ') }),
	default: (value) => ({ default: { empty: '', false: false, true: true }[value] ?? value }),
	fixed: (fixed) => ({ fixed }),
	from: (from) => ({ from }),
	notification: (value) => ({ notification: value === 'single' ? 'single' : 'typed' }),
	returned: (returned) => ({ returned }),
	unless: (unless) => ({ unless }),
	while: (value) => ({ keptWhile: readPair(value) }),
	with: (value) => ({ companion: readPair(value) }),
};
const CLAUSE = new RegExp(`(?:^| )(?=(?:${Object.keys(CLAUSES).join('|')}) )`);

export function readNotation(
	notation: Notation,
	shapes: Record<string, Notation | string>,
	where: string,
	diagnostics: Diagnostics,
): ElementRow[] {
	return Object.entries(notation).flatMap(([key, value]) => {
		const [, name, repeated, item, flags = ''] = KEY.exec(key) ?? [];
		const place = `${where}.${name ?? key}`;
		if (name === undefined) {
			diagnostics.add(`${place} is not a valid element. See catalogue/classic/notation.ts.`);
			return [];
		}
		const given = typeof value === 'string' && value.startsWith('$') ? shapes[value] : value;
		if (given === undefined)
			diagnostics.add(`${place} refers to ${String(value)}, which is not defined in overlay/elements.`);
		const [words = '', options] = typeof given === 'string' ? given.split(/ ?= /) : [''];
		const traits = [words, flags].map((text) => readTraits(text, place, diagnostics));
		const row = Object.assign({}, ...traits) as Partial<ElementRow>;
		return [
			omitEmpty<ElementRow>({
				name,
				type: row.type,
				of: typeof given === 'object' ? readNotation(given, shapes, place, diagnostics) : undefined,
				item,
				repeated: repeated === undefined ? undefined : true,
				...(options !== undefined && readOptions(options, row.type === 'number')),
				...row,
			}),
		];
	});
}

/** The type, the flags and the clauses of `text secret unless other`. */
function readTraits(text: string, place: string, diagnostics: Diagnostics): Partial<ElementRow> {
	const [first = '', ...others] = text.split(CLAUSE);
	const isClause = (part: string) => (part.split(' ')[0] ?? '') in CLAUSES && part.includes(' ');
	const words = isClause(first) ? [] : first.split(' ').filter((word) => word !== '');
	const clauses = isClause(first) ? [first, ...others] : others;
	const unknown = words.filter((word) => !(word in TYPES) && !(word in FLAGS));
	if (unknown.length > 0)
		diagnostics.add(`${place}: "${unknown.join(' ')}" is not a valid type or flag. See catalogue/classic/notation.ts.`);
	return Object.assign(
		{},
		...words.map((word) => TYPES[word] ?? FLAGS[word]),
		...clauses.map((clause) => {
			const [name = '', ...rest] = clause.split(' ');
			return CLAUSES[name]?.(rest.join(' '));
		}),
	) as Partial<ElementRow>;
}

/** `type PowerBroker Identity Services` */
function readPair(text: string): { name: string; value: string } {
	const [name = '', ...words] = text.split(' ');
	return { name, value: words.join(' ') };
}

/** `Device ~ System | User`: the options, and other spellings of them. */
function readOptions(text: string, isNumber: boolean): Partial<ElementRow> {
	const spellings = text.split(' | ').map((option) => option.split(' ~ '));
	const aliases = spellings.flatMap(([option = '', ...others]) => others.map((other) => [other, option] as const));
	return {
		options: spellings.map(([option = '']) => (isNumber ? Number(option) : option)),
		...(aliases.length > 0 && { aliases: Object.fromEntries(aliases) }),
	};
}
