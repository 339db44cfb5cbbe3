import type { WireElement } from './element';

/**
 * The notation of the wire account:
 *
 *     name: text required                     text, number, boolean or digits
 *     uuid: text read                         returned only; `write`: accepted only; `secret`: a password
 *     frequency: text = Ongoing | Once        values; the first one is the default
 *     enabled: boolean ~ V JTF                observed (V) or documented (U), and where
 *     category: { id: number, name: text }    child elements; their `$` has the options and the source of the element itself
 *     computers > computer:                   a list and its entries
 *     notification*: text                     repeated without a list around it
 *
 * An element without a source inherits that of its parent.
 */
export interface Notation {
	[element: string]: Notation | string;
}

const KEY = /^([A-Za-z_][\w.-]*)(\*)?(?: > ([A-Za-z_]\w*))?$/;
const TYPES: readonly string[] = ['boolean', 'digits', 'number'];
const WORDS: readonly string[] = ['text', 'list', 'read', 'write', 'secret', 'required', ...TYPES];

export function readNotation(notation: Notation, source: string, where: string): WireElement[] {
	return Object.entries(notation)
		.filter(([key]) => key !== '$')
		.map(([key, value]) => readElement(key, value, source, where));
}

function readElement(key: string, value: Notation | string, inherited: string, where: string): WireElement {
	const [, name, repeated, item] = KEY.exec(key) ?? [];
	if (name === undefined) throw new Error(`${where}: "${key}" is not an element of the wire account`);
	const place = `${where}.${name}`;
	const own = typeof value === 'string' ? value : value.$;
	const [said = '', source = inherited] = (typeof own === 'string' ? own : '').split(/ ?~ /);
	const [words = '', values] = said.split(/ = /);
	const given = words.split(' ').filter((word) => word !== '');
	const unknown = given.find((word) => !WORDS.includes(word));
	if (unknown !== undefined) throw new Error(`${place}: "${unknown}" is not a word of the wire account`);
	const type = given.find((word): word is 'boolean' | 'digits' | 'number' => TYPES.includes(word));
	const access = given.find((word): word is 'read' | 'write' => word === 'read' || word === 'write');
	return {
		name,
		...(type && { type }),
		...(typeof value === 'object' && { of: readNotation(value, source, place) }),
		...(item !== undefined && { item }),
		...(repeated !== undefined && { repeated: true as const }),
		...(values !== undefined && { options: values.split(' | ').map((option) => (option === '""' ? '' : option)) }),
		...(given.includes('required') && { required: true as const }),
		...(access && { access }),
		...(given.includes('secret') && { secret: true as const }),
		source,
	};
}
