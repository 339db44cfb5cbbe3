/**
 * Elements in their short notation, as `overlay/elements/*.yaml` has them, in the order that the server wants:
 *
 *     name: text required                    an element with text
 *     priority: number                       or `boolean`, `digits`
 *     event: text = ComputerAdded | PushSent  the values it may have
 *     category: { id: number, name: text }   an element with elements inside
 *     category: $idName                      the same, from the shape `$idName`
 *     criteria > criterion: $criterion       a list: the name of its entries follows
 *     notification*: text                    repeated without an element around
 *     data: text unless contents             left out of a write that has the other element
 *     computers > computer (read): $idName   `read`, `required` and `secret` stand behind
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
			diagnostics.add(`${place} is no element in the notation of the overlay.`);
			return [];
		}
		const given = typeof value === 'string' && value.startsWith('$') ? shapes[value] : value;
		if (given === undefined) diagnostics.add(`${place} refers to ${String(value)}, which the overlay does not have.`);
		const [before = '', options] = typeof given === 'string' ? given.split(/ ?= /) : [flags];
		const [words = '', unless] = before.split(' unless ');
		const told = typeof given === 'string' ? `${words} ${flags}`.split(' ') : flags.split(' ');
		const unknown = told.filter((word) => word !== '' && word !== 'text' && !TYPES.has(word) && !(word in FLAGS));
		if (unknown.length > 0) diagnostics.add(`${place} has "${unknown.join(' ')}", which the notation does not know.`);
		const type = told.find((word): word is 'boolean' | 'digits' | 'number' => TYPES.has(word));
		return [
			omitEmpty<ElementRow>({
				name,
				type,
				of: typeof given === 'object' ? readNotation(given, shapes, place, diagnostics) : undefined,
				item,
				repeated: repeated === undefined ? undefined : true,
				unless,
				options: options?.split(' | ').map((each) => (type === 'number' ? Number(each) : each)),
				...Object.assign({}, ...told.map((word) => FLAGS[word])),
			}),
		];
	});
}
