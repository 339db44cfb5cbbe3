/** Builds the form of a JSON body. */

import type { FieldRow } from '../nodes/shared/catalogue/types';
import type { ApiDocument, Schema } from './document';
import { isFreeForm, MAX_OPTIONS, omitEmpty } from './traits';
import { titleCase, type Words } from './titleCase';

/** In a longer form, nested objects become JSON fields, to keep it readable. */
const MAX_FIELDS = 90;

interface Leaf {
	name: string;
	schema: Schema;
	required: boolean;
}

interface FieldTexts {
	words: Words;
	references: Record<string, string>;
	/** By name, or by parent and name: `maintenance.recon`. */
	labels: Record<string, string>;
	/** Names in the order of the form; the name of an object includes the fields in it. */
	order: string[];
	/** Required by the server, although not documented as such. */
	required: string[];
	/** A PATCH: only the fields in `required` are required. */
	partial: boolean;
	/** Sent for fields that are not set, so these are not required. */
	defaults: Record<string, unknown>;
	/** Joins the labels of an object and its field. Default: with a colon. */
	join?: (parts: string[]) => string;
	/** Default: 90. */
	maxFields?: number;
	/** Longer enums become text fields. Default: 20. */
	maxOptions?: number;
}

/** @returns required fields first, then those in the order of the overlay, then the rest in documented order */
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

/** The names of fields as in forms; `all` includes read-only ones. */
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
		list: type === 'json' && schema.type === 'array' ? true : undefined,
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
