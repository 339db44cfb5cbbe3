/** The form of a JSON body. */

import type { FieldRow } from '../nodes/shared/catalogue/types';
import type { ApiDocument, Schema } from './document';
import { isFreeForm, MAX_OPTIONS, omitEmpty } from './traits';
import { titleCase, type Words } from './titleCase';

/** More fields than this in a form are not read any more: objects within objects stay JSON then. */
const MAX_FIELDS = 90;

interface Leaf {
	name: string;
	schema: Schema;
	required: boolean;
}

interface FieldTexts {
	words: Words;
	references: Record<string, string>;
	/** By name, or by name and the one before it: `maintenance.recon`. */
	labels: Record<string, string>;
	/** Names in the order of the form; a name without dots also stands for what is within it. */
	order: string[];
	/** Needed although the document does not say so. */
	required: string[];
	/** A PATCH: nothing is needed but what the overlay names. */
	partial: boolean;
	/** What is sent when a form does not say it: not required there. */
	defaults: Record<string, unknown>;
	/** Label of a field by its parts, where joining their words does not read well. */
	join?: (parts: string[]) => string;
	/** What makes a form too long for objects within objects; 90 fields unless said otherwise. */
	maxFields?: number;
	/** Longer lists of values are typed; 20 unless said otherwise. */
	maxOptions?: number;
}

/** @returns required fields first, then the overlay's order, then the document's. */
export function buildForm(
	api: ApiDocument,
	body: Schema,
	left: (name: string) => boolean,
	texts: FieldTexts,
): FieldRow[] {
	const deep = listLeaves(api, body, 2);
	const chosen = (deep.length <= (texts.maxFields ?? MAX_FIELDS) ? deep : listLeaves(api, body, 1))
		.filter(({ name }) => !left(name))
		.map((leaf) => ({
			...leaf,
			required:
				texts.required.includes(leaf.name) || (leaf.required && !texts.partial && !(leaf.name in texts.defaults)),
		}));
	const rank = ({ name }: Leaf) => {
		const place = texts.order.findIndex((each) => name === each || name.startsWith(`${each}.`));
		return place === -1 ? texts.order.length : place;
	};
	return chosen
		.map((leaf, index) => ({ leaf, index }))
		.sort(
			(a, b) => Number(b.leaf.required) - Number(a.leaf.required) || rank(a.leaf) - rank(b.leaf) || a.index - b.index,
		)
		.map(({ leaf }) => toFieldRow(leaf, texts));
}

/** The names of fields as forms have them; of `all` also those that cannot be written. */
export function listFieldNames(api: ApiDocument, schema: Schema, which: 'all' | 'writable' = 'writable'): string[] {
	return listLeaves(api, schema, 2, '', true, which === 'all').map(({ name }) => name);
}

function listLeaves(api: ApiDocument, schema: Schema, depth: number, prefix = '', needed = true, also = false): Leaf[] {
	return Object.entries(schema.properties ?? {}).flatMap(([key, given]) => {
		const name = `${prefix}${key}`;
		const inner = api.resolve(given);
		if (!also && (given.readOnly || inner.readOnly)) return [];
		const required = needed && (schema.required ?? []).includes(key);
		const nested = depth > 0 && inner.type !== 'array' && inner.properties !== undefined && !isFreeForm(inner);
		return nested ? listLeaves(api, inner, depth - 1, `${name}.`, required, also) : [{ name, schema: inner, required }];
	});
}

function toFieldRow(
	{ name, schema, required }: Leaf,
	{ words, references, labels, maxOptions = MAX_OPTIONS, join = (parts) => parts.join(': ') }: FieldTexts,
): FieldRow {
	const parts = name.split('.');
	const key = parts.at(-1) ?? name;
	const type = toFieldType(schema, maxOptions);
	const known =
		type === 'string' || type === 'number' ? (references[parts.slice(-2).join('.')] ?? references[key]) : undefined;
	return omitEmpty<FieldRow>({
		name,
		label: join(
			parts.map((part, at) => {
				const own = labels[parts.slice(Math.max(at - 1, 0), at + 1).join('.')] ?? labels[part];
				return own ?? titleCase(words, part.replace(/^is(?=[A-Z])/, ''));
			}),
		),
		type,
		options: type === 'options' ? schema.enum : undefined,
		required: required ? true : undefined,
		of: known,
		secret: type === 'string' && isSecret(key, schema) ? true : undefined,
	});
}

function toFieldType({ type, format, enum: values, properties }: Schema, mostOptions: number): FieldRow['type'] {
	if (type === 'boolean') return 'boolean';
	if (type === 'integer' || type === 'number') return 'number';
	if (type === 'array' || type === 'object' || properties !== undefined || type === undefined) return 'json';
	if (values !== undefined && values.length <= mostOptions) return 'options';
	return format === 'date-time' ? 'dateTime' : 'string';
}

function isSecret(key: string, { format, writeOnly }: Schema): boolean {
	return (
		format === 'password' ||
		/(password|passphrase|privateKey|secret|(script|service|refresh)Token)\d*$/i.test(key) ||
		(writeOnly === true && /token$/i.test(key))
	);
}
