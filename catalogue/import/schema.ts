/** Rules for schemas, parameters and bodies, shared by OpenAPI 3 and Swagger 2. */

import { fieldNames } from './fieldNames';
import { drop, isObject, keep, keepUnless, extractList, extractMap, extractObject, type Rule } from './rules';

/** A longer default is a sentence, not a fact. */
const MAX_WORDS_OF_DEFAULT = 5;

export const PROSE: Record<string, Rule> = {
	description: drop,
	summary: drop,
	title: drop,
	example: drop,
	examples: drop,
	externalDocs: drop,
};

const unlessProse: Rule = (value) =>
	typeof value === 'string' && value.trim().split(/\s+/).length > MAX_WORDS_OF_DEFAULT ? undefined : value;

const schemaOrFlag: Rule = (value, unknown) => (typeof value === 'boolean' ? value : schema(value, unknown));

const SCHEMA: Record<string, Rule> = {
	...PROSE,
	$ref: keep,
	type: keep,
	format: keep,
	enum: keep,
	default: unlessProse,
	minimum: keep,
	maximum: keep,
	exclusiveMinimum: keep,
	exclusiveMaximum: keep,
	multipleOf: keep,
	minLength: keep,
	maxLength: keep,
	pattern: keep,
	minItems: keep,
	maxItems: keep,
	uniqueItems: keep,
	minProperties: keep,
	maxProperties: keep,
	required: keep,
	readOnly: keepUnless(false),
	writeOnly: keepUnless(false),
	nullable: keepUnless(false),
	deprecated: keepUnless(false),
	'x-deprecation-date': keep,
	'x-internal': keep,
	discriminator: keep,
	xml: keep,
	items: schemaOrFlag,
	additionalProperties: schemaOrFlag,
	properties: extractMap(schemaOrFlag),
	allOf: extractList(schemaOrFlag),
	anyOf: extractList(schemaOrFlag),
	oneOf: extractList(schemaOrFlag),
	not: schemaOrFlag,
};

export const schema: Rule = extractObject('a schema', () => SCHEMA);

/** By content type. */
export const content: Rule = extractMap(extractObject('a content type', () => ({ ...PROSE, schema, encoding: keep })));

/** Defaults of `style` in OpenAPI. */
const USUAL_STYLE: Record<string, string> = { query: 'form', cookie: 'form', path: 'simple', header: 'simple' };

const PARAMETER: Record<string, Rule> = {
	...SCHEMA,
	name: keep,
	in: keep,
	required: keepUnless(false),
	allowEmptyValue: keep,
	allowReserved: keep,
	collectionFormat: keep,
	style: keep,
	explode: keep,
	schema,
	content,
};

const plainParameter = extractObject('a parameter', () => PARAMETER);

/** A parameter that several operations refer to. It has no `x-fields`, because its description does not apply to each of them. */
export const sharedParameter: Rule = (value, unknown) => {
	const found = plainParameter(value, unknown);
	if (!isObject(found)) return found;
	const { style, explode, ...facts } = found;
	const usual = USUAL_STYLE[String(found['in'])];
	return {
		...facts,
		...(style !== undefined && style !== usual && { style }),
		...(explode !== undefined && explode !== (usual === 'form') && { explode }),
	};
};

/** Adds the fields that the description of a `sort` or `filter` lists, as `x-fields`. */
export const parameter: Rule = (value, unknown) => {
	const found = sharedParameter(value, unknown);
	if (!isObject(value) || !isObject(found) || value['in'] !== 'query') return found;
	const { name, description } = value;
	if ((name !== 'sort' && name !== 'filter') || typeof description !== 'string') return found;
	const fields = fieldNames(description);
	return fields.length > 0 ? { ...found, 'x-fields': fields } : found;
};

/** The methods of a path, each read by the rule for an operation. */
export function extractPathItem(operation: Rule): Rule {
	return extractObject('a path', () => ({
		...PROSE,
		parameters: extractList(parameter),
		get: operation,
		put: operation,
		post: operation,
		delete: operation,
		options: operation,
		head: operation,
		patch: operation,
	}));
}
