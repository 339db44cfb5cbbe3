import { XMLBuilder } from 'fast-xml-parser';
import { InputError } from '../shared/transport/errors';

const builder = new XMLBuilder({
	format: false,
	ignoreAttributes: true,
	suppressEmptyNode: true,
	processEntities: true,
});

const NAME = /^[A-Za-z_][\w.-]*$/;
/** What XML 1.0 has no way to write; servers drop or refuse it. */
const UNWRITABLE = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]|\p{Surrogate}/u;

/**
 * XML for the Classic API from an object with one key, the root element. An array repeats its element; `null` is an empty one.
 *
 * @throws InputError with the path of what XML cannot carry
 */
export function toXml(value: object): string {
	const roots = Object.keys(value);
	if (Array.isArray(value) || roots.length !== 1) {
		throw new InputError(
			'The JSON body needs exactly one key, the root element.',
			'Wrap the fields, for example { "category": { "name": "Apps" } }.',
		);
	}
	check(value, '');
	return `<?xml version="1.0" encoding="UTF-8"?>${String(builder.build(value))}`;
}

function check(value: unknown, path: string): void {
	if (typeof value === 'string' && UNWRITABLE.test(value)) {
		throw new InputError(`The text at ${path} contains a control character.`, 'Remove it: XML cannot carry it.');
	}
	if (typeof value !== 'object' || value === null) return;
	for (const [key, inner] of Object.entries(value)) {
		if (!Array.isArray(value) && !NAME.test(key)) {
			throw new InputError(
				`"${key.slice(0, 60)}" at ${path || '/'} is not the name of an XML element.`,
				'Use letters, digits and underscores.',
			);
		}
		check(inner, Array.isArray(value) ? path : `${path}/${key}`);
	}
}
