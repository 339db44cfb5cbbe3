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

/** The label of a field, such as `Operating System: Version` for `operatingSystem.version`. An empty label of an object is left out. */
export function labelField(
	{ words, labels, join = (parts) => parts.join(': ') }: Pick<FieldTexts, 'join' | 'labels' | 'words'>,
	name: string,
): string {
	const parts = name.split('.');
	const named = parts.map((part, at) => {
		const own = labels[parts.slice(Math.max(at - 1, 0), at + 1).join('.')] ?? labels[part];
		return own ?? titleCase(words, part.replace(/^is(?=[A-Z])/, ''));
	});
	return join(named.filter((label) => label !== ''));
}

function toFieldRow({ name, schema, required }: Leaf, texts: FieldTexts): FieldRow {
	const { references, maxOptions = MAX_OPTIONS } = texts;
	const parts = name.split('.');
	const key = parts.at(-1) ?? name;
	const type = toFieldType(schema, maxOptions);
	const isList = type === 'json' && schema.type === 'array';
	const known =
		type === 'string' || type === 'number' || isList
			? (references[parts.slice(-2).join('.')] ?? references[key])
			: undefined;
	return omitEmpty<FieldRow>({
		name,
		label: labelField(texts, name),
		type,
		options: type === 'options' ? schema.enum : undefined,
		required: required ? true : undefined,
		list: isList ? true : undefined,
		of: known,
		items: known !== undefined && isList && /^(integer|number)$/.test(schema.items?.type ?? '') ? 'number' : undefined,
		default: toDefault(schema, type, known),
		secret: type === 'string' && isSecret(key, schema) ? true : undefined,
	});
}

/** A documented default, unless it is a text, which only describes itself. */
function toDefault({ default: value }: Schema, type: FieldRow['type'], of: string | undefined): FieldRow['default'] {
	if (type === 'boolean' && typeof value === 'boolean') return value;
	if (type === 'number' && typeof value === 'number') return value;
	return (type === 'options' || of !== undefined) && typeof value === 'string' && value !== '' ? value : undefined;
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
