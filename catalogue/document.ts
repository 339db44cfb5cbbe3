/** The parts of the Jamf Pro API's sources that rows are made from. */

import type { RowMethod } from '../nodes/shared/catalogue/types';
import { CatalogueError } from './diagnostics';

export interface Schema {
	$ref?: string;
	type?: string;
	format?: string;
	enum?: Array<string | number>;
	items?: Schema;
	properties?: Record<string, Schema>;
	additionalProperties?: Schema | boolean;
	required?: string[];
	default?: unknown;
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
	schema: Schema;
	/** Fields that the description of a `sort` or `filter` names. */
	'x-fields'?: string[];
}

/** A documented operation, with everything resolved that a row needs. */
export interface ApiOperation {
	method: RowMethod;
	/** `/v1/buildings/{id}` */
	path: string;
	/** Without the version: `/buildings/{id}`. */
	plainPath: string;
	/** 0 if the path has none. */
	version: number;
	parameters: Parameter[];
	privileges?: string[];
	/** Date; empty if the operation is deprecated without one. */
	deprecated?: string;
	/** `required` is missing if it is not documented. */
	body?: { content: Record<string, Schema>; required?: boolean };
	/** Content type and schema of the first success. */
	response?: { type: string; schema: Schema };
}

export interface ApiDocument {
	/** Of Jamf Pro. */
	version: string;
	operations: ApiOperation[];
	/** Follows references and merges `allOf`. */
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
	info: { version: string };
	paths: Record<string, Record<string, unknown>>;
	components: { schemas?: Record<string, Schema>; parameters?: Record<string, Parameter> };
}

const METHODS: RowMethod[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * @param texts OpenAPI sources. The first one defines the version. References are resolved within the same source,
 * because schemas of one name differ between sources
 * @throws CatalogueError when two sources have the same operation
 */
export function readDocument(...texts: [string, ...string[]]): ApiDocument {
	const documents = texts.map((text, index) => readSource(text, `source${index}`));
	const [{ version }] = documents as [Source];
	const operations = documents.flatMap((document) => document.operations);
	const names = operations.map(({ method, path }) => `${method} ${path}`);
	const repeated = names.filter((name, index) => names.indexOf(name) !== index);
	if (repeated.length > 0) {
		throw new CatalogueError(
			repeated.map((name) => `${name} is in two files of catalogue/sources: delete one, or import both again.`),
		);
	}
	const schemas = new Map(documents.flatMap((document) => document.schemas));
	return { version, operations, resolve: (schema) => resolve(schemas, schema) };
}

interface Source {
	version: string;
	operations: ApiOperation[];
	/** By reference. */
	schemas: Array<[string, Schema]>;
}

/** @param name is prepended to references: `name#/components/schemas/Building` */
function readSource(text: string, name: string): Source {
	const raw = JSON.parse(text, (key, value: unknown) =>
		key === '$ref' && typeof value === 'string' ? `${name}${value}` : value,
	) as RawDocument;
	const { parameters = {}, schemas = {} } = raw.components;

	const parameter = (given: Parameter | { $ref: string }): Parameter => {
		if (!('$ref' in given)) return given;
		const found = parameters[given.$ref.slice(`${name}#/components/parameters/`.length)];
		if (found === undefined) throw unresolvedReference(given.$ref);
		return found;
	};

	const operations = Object.entries(raw.paths).flatMap(([path, methods]) =>
		METHODS.filter((method) => method.toLowerCase() in methods).map((method) => {
			const operation = methods[method.toLowerCase()] as RawOperation;
			const shared = (methods['parameters'] ?? []) as Array<Parameter | { $ref: string }>;
			return toOperation(method, path, operation, [...shared, ...(operation.parameters ?? [])].map(parameter));
		}),
	);
	return {
		version: raw.info.version,
		operations,
		schemas: Object.entries(schemas).map(([key, schema]) => [`${name}#/components/schemas/${key}`, schema]),
	};
}

function toOperation(method: RowMethod, path: string, raw: RawOperation, parameters: Parameter[]): ApiOperation {
	const [, version, plainPath = path] = /^\/v(\d+)(\/.*)$/.exec(path) ?? [];
	const success = Object.entries(raw.responses).find(([status]) => status.startsWith('2'))?.[1];
	const [type, media] = Object.entries(success?.content ?? {})[0] ?? [];
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
		response: type === undefined ? undefined : { type, schema: media?.schema ?? {} },
	};
}

function resolve(schemas: Map<string, Schema>, schema: Schema | undefined): Schema {
	if (schema === undefined) return {};
	if (schema.$ref !== undefined) {
		const found = schemas.get(schema.$ref);
		if (found === undefined) throw unresolvedReference(schema.$ref);
		return resolve(schemas, found);
	}
	if (schema.allOf === undefined) return schema;
	const parts = [...schema.allOf.map((part) => resolve(schemas, part)), { ...schema, allOf: undefined }];
	return {
		...Object.assign({}, ...parts),
		// A child does not inherit the discriminator: it is one of the kinds that its parent distinguishes.
		discriminator: schema.discriminator,
		type: parts.find(({ type }) => type !== undefined)?.type,
		properties: Object.assign({}, ...parts.map(({ properties }) => properties)),
		required: parts.flatMap(({ required = [] }) => required),
	};
}

function unresolvedReference(reference: string): CatalogueError {
	return new CatalogueError([
		`A source refers to ${reference.slice(reference.indexOf('#'))}, which it does not contain.`,
	]);
}
