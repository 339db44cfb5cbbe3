/**
 * What Jamf documents about the bodies and responses of the Jamf Pro API (OpenAPI 11.32.0): the simulator's own account of them. It reads the
 * documents itself, so that a wrong field in a row of the node does not also appear in the simulator.
 */

import { readFileSync } from 'node:fs';
import path from 'node:path';

interface Schema {
	$ref?: string;
	type?: string;
	format?: string;
	enum?: Array<number | string>;
	items?: Schema;
	properties?: Record<string, Schema>;
	required?: string[];
	allOf?: Schema[];
	anyOf?: Schema[];
	oneOf?: Schema[];
	writeOnly?: boolean;
	readOnly?: boolean;
}

type Content = Record<string, { schema?: Schema }>;

interface Operation {
	parameters?: Array<{ name?: string; 'x-fields'?: string[] }>;
	requestBody?: { content?: Content };
	responses: Record<string, { content?: Content }>;
}

interface Source {
	paths: Record<string, Record<string, Operation>>;
	components: { schemas?: Record<string, Schema> };
}

/** A field without documented fields of its own. */
export interface Leaf {
	type: 'any' | 'array' | 'boolean' | 'dateTime' | 'number' | 'object' | 'string';
	options?: ReadonlyArray<number | string>;
	required?: true;
	/** Accepted but never returned. */
	writeOnly?: true;
	password?: true;
	/** Returned but not accepted. */
	readOnly?: true;
}

/** Fields by dotted name. */
export type Shape = ReadonlyMap<string, Leaf>;

const EMPTY: Shape = new Map();
const MAX_DEPTH = 4;

const sources = ['pro', 'app-installers'].map((name) => {
	const file = path.join(__dirname, '../../catalogue/sources', `${name}.json`);
	return JSON.parse(readFileSync(file, 'utf8')) as Source;
});

const shapes = new Map<string, Shape>();

/** The fields of a successful JSON response, or of an entry if it is a list. */
export function documentedResponse(method: string, route: string): Shape {
	return remember(`response ${method} ${route}`, () => {
		const { source, operation } = find(method, route) ?? {};
		const schema = schemaOf(operation && successOf(operation)?.content);
		if (source === undefined) return EMPTY;
		// Only reads return lists.
		return flatten(source, method === 'GET' ? entryOf(source, schema) : schema);
	});
}

/** The type of the entries of a list, if they are texts or numbers. */
export function documentedScalar(method: string, route: string): 'number' | 'string' | undefined {
	const { source, operation } = find(method, route) ?? {};
	if (source === undefined || operation === undefined) return undefined;
	const type = typeOf(resolve(source, entryOf(source, schemaOf(successOf(operation)?.content))));
	return type === 'number' || type === 'string' ? type : undefined;
}

/** The fields of a JSON body. */
export function documentedBody(method: string, route: string): Shape {
	return remember(`body ${method} ${route}`, () => {
		const { source, operation } = find(method, route) ?? {};
		const schema = schemaOf(operation?.requestBody?.content);
		const shape = source === undefined ? EMPTY : flatten(source, schema);
		return new Map([...shape].filter(([, leaf]) => leaf.readOnly !== true));
	});
}

/** The fields that a list sorts or filters by. */
export function documentedListFields(method: string, route: string): string[] {
	const { operation } = find(method, route) ?? {};
	return (operation?.parameters ?? []).flatMap((parameter) => parameter['x-fields'] ?? []);
}

function remember(key: string, make: () => Shape): Shape {
	const shape = shapes.get(key) ?? make();
	shapes.set(key, shape);
	return shape;
}

function find(method: string, route: string): { source: Source; operation: Operation } | undefined {
	for (const source of sources) {
		const operation = source.paths[route]?.[method.toLowerCase()];
		if (operation !== undefined) return { source, operation };
	}
	return undefined;
}

function successOf({ responses }: Operation) {
	return Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1];
}

function schemaOf(content: Content = {}): Schema | undefined {
	return Object.entries(content).find(([type]) => /json|^\*\/\*$/.test(type))?.[1].schema;
}

/** The schema of the entries, if a response is an array, a page, or an array in its only field. */
function entryOf(source: Source, given: Schema | undefined): Schema | undefined {
	const schema = resolve(source, given);
	const fields = Object.entries(schema.properties ?? {});
	const [only] = schema.properties?.['results']
		? [schema.properties['results']]
		: fields.length === 1
			? [fields[0]?.[1]]
			: [];
	const list = schema.type === 'array' ? schema : resolve(source, only);
	if (list.type !== 'array') return given;
	// One old list documents its page as an entry.
	const page = resolve(source, resolve(source, list.items).properties?.['results']);
	return page.type === 'array' ? page.items : list.items;
}

function resolve(source: Source, schema: Schema | undefined): Schema {
	if (schema === undefined) return {};
	if (schema.$ref !== undefined) {
		return resolve(source, source.components.schemas?.[schema.$ref.split('/').at(-1) ?? '']);
	}
	const parts = (schema.allOf ?? []).map((part) => resolve(source, part));
	// One kind of a union is enough for a sample.
	const [kind] = schema.oneOf ?? schema.anyOf ?? [];
	if (kind !== undefined) parts.push(resolve(source, kind));
	if (parts.length === 0) return schema;
	const all = [...parts, schema];
	return {
		...Object.assign({}, ...all),
		properties: Object.assign({}, ...all.map(({ properties }) => properties)),
		required: all.flatMap(({ required = [] }) => required),
	};
}

function flatten(source: Source, given: Schema | undefined): Shape {
	const shape = new Map<string, Leaf>();
	visit(resolve(source, given), '', true, MAX_DEPTH);
	return shape;

	function visit({ properties = {}, required = [] }: Schema, prefix: string, needed: boolean, depth: number) {
		for (const [key, raw] of Object.entries(properties)) {
			const inner = resolve(source, raw);
			const isRequired = needed && required.includes(key);
			const isNested = depth > 0 && inner.type !== 'array' && Object.keys(inner.properties ?? {}).length > 0;
			if (isNested) visit(inner, `${prefix}${key}.`, isRequired, depth - 1);
			else shape.set(`${prefix}${key}`, toLeaf({ ...inner, ...raw }, isRequired));
		}
	}
}

function toLeaf({ format, readOnly, writeOnly, ...schema }: Schema, required: boolean): Leaf {
	return {
		type: typeOf({ format, ...schema } as Schema),
		...(schema.enum !== undefined && schema.type !== 'array' && { options: schema.enum }),
		...(required && { required: true }),
		...(writeOnly === true && { writeOnly: true }),
		...(format === 'password' && { password: true }),
		...(readOnly === true && { readOnly: true }),
	};
}

function typeOf({ type, format }: Schema): Leaf['type'] {
	if (type === 'integer' || type === 'number') return 'number';
	if (type === 'string') return format === 'date-time' ? 'dateTime' : 'string';
	return type === 'array' || type === 'boolean' || type === 'object' ? type : 'any';
}
