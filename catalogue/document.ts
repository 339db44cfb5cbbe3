/** The parts of an OpenAPI document that rows are made from. */

import type { RowMethod } from '../nodes/shared/catalogue/types';

export interface Schema {
	$ref?: string;
	type?: string;
	format?: string;
	enum?: Array<string | number>;
	items?: Schema;
	properties?: Record<string, Schema>;
	additionalProperties?: Schema | boolean;
	required?: string[];
	allOf?: Schema[];
	oneOf?: Schema[];
	anyOf?: Schema[];
	discriminator?: unknown;
	readOnly?: boolean;
	writeOnly?: boolean;
}

export interface Parameter {
	name: string;
	in: string;
	required?: boolean;
	description?: string;
	schema: Schema;
}

/** One operation of the document, with everything of it resolved that rows need. */
export interface ApiOperation {
	method: RowMethod;
	/** `/v1/buildings/{id}` */
	path: string;
	/** Without the version: `/buildings/{id}`. */
	plainPath: string;
	/** 0 where the path has none. */
	version: number;
	parameters: Parameter[];
	privileges?: string[];
	/** Date, or an empty text when the document gives none. */
	deprecated?: string;
	/** `required` is missing where the document does not say. */
	body?: { content: Record<string, Schema>; required?: boolean };
	/** Content type and shape of the first success. */
	answer?: { type: string; schema: Schema };
}

export interface ApiDocument {
	operations: ApiOperation[];
	/** Follows references and joins what `allOf` puts together. */
	resolve: (schema: Schema | undefined) => Schema;
}

interface RawOperation {
	deprecated?: boolean;
	parameters?: Array<Parameter | { $ref: string }>;
	requestBody?: { required?: boolean; content: Record<string, { schema?: Schema }> };
	responses: Record<string, { content?: Record<string, { schema?: Schema }> }>;
	'x-deprecation-date'?: string;
	'x-required-privileges'?: string[];
}

interface RawDocument {
	paths: Record<string, Record<string, unknown>>;
	components: { schemas?: Record<string, Schema>; parameters?: Record<string, Parameter> };
}

const METHODS: RowMethod[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

export function readDocument(text: string): ApiDocument {
	const raw = JSON.parse(text) as RawDocument;
	const { parameters = {}, schemas = {} } = raw.components;

	const parameter = (given: Parameter | { $ref: string }): Parameter => {
		if (!('$ref' in given)) return given;
		const found = parameters[lastSegment(given.$ref)];
		if (found === undefined) throw new Error(`The document refers to ${given.$ref}, which it does not have.`);
		// Said once for many lists: the fields it may name are not those of this one.
		return { ...found, description: undefined };
	};

	const operations = Object.entries(raw.paths).flatMap(([path, methods]) =>
		METHODS.filter((method) => method.toLowerCase() in methods).map((method) => {
			const operation = methods[method.toLowerCase()] as RawOperation;
			const shared = (methods['parameters'] ?? []) as Array<Parameter | { $ref: string }>;
			return toOperation(method, path, operation, [...shared, ...(operation.parameters ?? [])].map(parameter));
		}),
	);
	return { operations, resolve: (schema) => resolve(schemas, schema) };
}

function toOperation(method: RowMethod, path: string, raw: RawOperation, parameters: Parameter[]): ApiOperation {
	const [, version, plainPath = path] = /^\/v(\d+)(\/.*)$/.exec(path) ?? [];
	const success = Object.entries(raw.responses).find(([status]) => status.startsWith('2'))?.[1];
	const [type, answer] = Object.entries(success?.content ?? {})[0] ?? [];
	return {
		method,
		path,
		plainPath,
		version: Number(version ?? 0),
		parameters,
		privileges: raw['x-required-privileges'],
		deprecated: raw.deprecated ? (raw['x-deprecation-date'] ?? '') : undefined,
		body: raw.requestBody && {
			content: Object.fromEntries(
				Object.entries(raw.requestBody.content).map(([key, { schema = {} }]) => [key, schema]),
			),
			required: raw.requestBody.required,
		},
		answer: type === undefined ? undefined : { type, schema: answer?.schema ?? {} },
	};
}

function resolve(schemas: Record<string, Schema>, schema: Schema | undefined): Schema {
	if (schema === undefined) return {};
	if (schema.$ref !== undefined) {
		const found = schemas[lastSegment(schema.$ref)];
		if (found === undefined) throw new Error(`The document refers to ${schema.$ref}, which it does not have.`);
		return resolve(schemas, found);
	}
	if (schema.allOf === undefined) return schema;
	const parts = [...schema.allOf.map((part) => resolve(schemas, part)), { ...schema, allOf: undefined }];
	return {
		...Object.assign({}, ...parts),
		// A child is one of the kinds that its parent tells apart.
		discriminator: schema.discriminator,
		type: parts.find(({ type }) => type !== undefined)?.type,
		properties: Object.assign({}, ...parts.map(({ properties }) => properties)),
		required: parts.flatMap(({ required = [] }) => required),
	};
}

function lastSegment(reference: string): string {
	return reference.slice(reference.lastIndexOf('/') + 1);
}
