/**
 * The notation of elements in `overlay/elements/*.yaml`. Their order is the order that the server expects in XML:
 *
 *     name: text required                    an element with text
 *     priority: number                       or `boolean`, `digits`
 *     event: text = ComputerAdded | PushSent  the allowed values
 *     category: { id: number, name: text }   an element that contains elements
 *     category: $idName                      the same, defined once as the shape `$idName`
 *     criteria > criterion: $criterion       a list, with the name of its entries
 *     notification*: text                    repeated, without an enclosing element
 *     data: text unless contents             omitted from a write that contains the other element
 *     computers > computer (read): $idName   flags: `read` (read-only), `required`, `secret`
 */

import type { ElementRow } from '../../nodes/shared/catalogue/elements';
import type { Diagnostics } from '../diagnostics';
import { omitEmpty } from '../traits';

export interface Notation {
	[element: string]: Notation | string;
}

const KEY = /^([A-Za-z_][\w.-]*)(\*)?(?: > ([A-Za-z_][\w.-]*))?(?: \(([a-z ]+)\))?$/;
const TYPES = new Set(['boolean', 'digits', 'number']);
const FLAGS: Record<string, Partial<ElementRow>> = {
	read: { readOnly: true },
	required: { required: true },
	secret: { secret: true },
};

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
		const [before = '', options] = typeof given === 'string' ? given.split(/ ?= /) : [flags];
		const [words = '', unless] = before.split(' unless ');
		const keywords = typeof given === 'string' ? `${words} ${flags}`.split(' ') : flags.split(' ');
		const unknown = keywords.filter((word) => word !== '' && word !== 'text' && !TYPES.has(word) && !(word in FLAGS));
		if (unknown.length > 0)
			diagnostics.add(
				`${place}: "${unknown.join(' ')}" is not a valid type or flag. See catalogue/classic/notation.ts.`,
			);
		const type = keywords.find((word): word is 'boolean' | 'digits' | 'number' => TYPES.has(word));
		return [
			omitEmpty<ElementRow>({
				name,
				type,
				of: typeof given === 'object' ? readNotation(given, shapes, place, diagnostics) : undefined,
				item,
				repeated: repeated === undefined ? undefined : true,
				unless,
				options: options?.split(' | ').map((each) => (type === 'number' ? Number(each) : each)),
				...Object.assign({}, ...keywords.map((word) => FLAGS[word])),
			}),
		];
	});
}
