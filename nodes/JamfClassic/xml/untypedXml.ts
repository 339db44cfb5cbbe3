import { InputError } from '../../shared/transport/errors/errors';
import { escapeText } from './escape';

const NAME = /^[A-Za-z_][\w.-]*$/;

/** Serializes an element without a row: an array repeats it, `null` becomes an empty element. */
export function serializeUntyped(name: string, value: unknown, place: string): string {
	if (!NAME.test(name)) {
		throw new InputError(
			`"${name.slice(0, 60)}" in ${place} is not a valid XML element name.`,
			'Nothing was sent. Use letters, digits and underscores.',
		);
	}
	if (value === undefined) return '';
	if (Array.isArray(value)) {
		return value.map((entry, index) => serializeUntyped(name, entry, `${place}[${index}]`)).join('');
	}
	return element(name, looseContent(value, place));
}

/** An element with content that is already escaped. */
export function element(name: string, content: string): string {
	return content === '' ? `<${name}/>` : `<${name}>${content}</${name}>`;
}

function looseContent(value: unknown, place: string): string {
	if (value === null) return '';
	if (typeof value !== 'object') return escapeText(String(value), place);
	return Object.entries(value)
		.map(([name, inner]) => serializeUntyped(name, inner, `${place}.${name}`))
		.join('');
}

/**
 * Converts an object whose only key is the root element to XML, without looking up elements.
 *
 * @throws InputError with the path of a value that XML cannot contain
 */
export function toXml(value: object): string {
	const [root, ...others] = Object.keys(value);
	if (Array.isArray(value) || root === undefined || others.length > 0) {
		throw new InputError(
			'The JSON body must have exactly one key, the root element.',
			'Wrap the fields, for example { "category": { "name": "Apps" } }.',
		);
	}
	const content = (value as Record<string, unknown>)[root];
	const count = countElements(content);
	if (count !== 1) {
		throw new InputError(
			`The JSON body must have exactly one root element, but "${root.slice(0, 60)}" becomes ${count}.`,
			'Nothing was sent. Send one object in each request, for example { "category": { "name": "Apps" } }.',
		);
	}
	return document(serializeUntyped(root, content, root));
}

/** The number of elements that a value becomes: an array repeats its element. */
function countElements(value: unknown): number {
	if (value === undefined) return 0;
	return Array.isArray(value) ? value.reduce<number>((count, entry) => count + countElements(entry), 0) : 1;
}

export function document(root: string): string {
	return `<?xml version="1.0" encoding="UTF-8"?>${root}`;
}
