import { proFields } from '../../nodes/shared/catalogue/lookup';
import type { FieldRow, OperationRow, ResourceRow } from '../../nodes/shared/catalogue/types';
import { isObject, type Json, type JsonObject } from '../json';
import { mix } from '../random';

type Leaf = Pick<FieldRow, 'options' | 'required' | 'secret' | 'type'>;

/** The fields of the records of a resource, by dotted name. */
export type Shape = ReadonlyMap<string, Leaf>;

/** The fields of a body; empty where the catalogue has none. */
export function bodyShape(resource: ResourceRow, row: OperationRow): Shape {
	const found = proFields()[`${resource.value}.${row.value}`];
	const rows = typeof found === 'string' ? proFields()[found] : found;
	if (rows === undefined || typeof rows === 'string') return new Map();
	return new Map(rows.map((field) => [field.name, field]));
}

/** All known fields of an object of a resource: those that can be written, and those that lists return, sort and filter. */
export function objectShape(resource: ResourceRow): Shape {
	const { objects, operations } = resource;
	const written = operations.filter(({ value }) => /^(create|update|replace)$/.test(value));
	const named = operations
		.filter(({ value }) => /^(get|getAll|getAllDetails|getAllSummaries)$/.test(value))
		.flatMap(namesIn);
	const known = [objects?.titleField, objects?.detailField, ...Object.values(objects?.lookups ?? {})];
	return shapeOf(
		written.map((row) => bodyShape(resource, row)),
		[...named, ...known.filter((name) => name !== undefined)],
	);
}

/** The fields of the rows of one list, or of one document. */
export function rowShape(resource: ResourceRow, row: OperationRow): Shape {
	const writers = resource.operations.filter(({ routes: [{ path, method }] }) => {
		return path === row.routes[0].path && (method === 'PUT' || method === 'PATCH');
	});
	return shapeOf(
		writers.map((each) => bodyShape(resource, each)),
		namesIn(row),
	);
}

/** Names of nested fields come first, so that a text does not take the place of their object. */
function namesIn({ simplify = [], list, expects = [] }: OperationRow): string[] {
	return [
		...simplify,
		...(list?.filter ?? []),
		...(list?.sort ?? []),
		...(list?.unique === undefined ? [] : [list.unique]),
		...expects.filter((name) => name !== 'id'),
	];
}

function shapeOf(bodies: Shape[], names: string[]): Shape {
	const shape = new Map<string, Leaf>();
	for (const body of bodies) {
		// Passwords and keys are write-only.
		for (const [name, leaf] of body) if (leaf.secret !== true) shape.set(name, shape.get(name) ?? leaf);
	}
	for (const name of names) if (!shape.has(name)) shape.set(name, { type: guess(name) });
	return shape;
}

function guess(name: string): Leaf['type'] {
	const last = name.split('.').at(-1) ?? name;
	if (/^(is|has|supports)[A-Z]|(enabled|managed|supervised|required|found)$/i.test(last)) return 'boolean';
	if (/(date|time|timestamp|expires|expiration)$/i.test(last)) return 'dateTime';
	return /(count|total|percent|megabytes|seconds|minutes|retries)$/i.test(last) ? 'number' : 'string';
}

/** A plausible record, the same for the same seed and number. */
export function sample(shape: Shape, name: string, index: number, seed: number): JsonObject {
	const record: JsonObject = {};
	let salt = 0;
	for (const [field, leaf] of shape)
		put(record, field, sampleValue(field, leaf, name, index, mix(seed, index, ++salt)));
	return record;
}

function sampleValue(field: string, { type, options }: Leaf, name: string, index: number, random: number): Json {
	const last = field.split('.').at(-1) ?? field;
	if (options !== undefined) return options[random % options.length] ?? null;
	if (type === 'boolean') return random % 2 === 0;
	if (type === 'number') return random % 100;
	if (type === 'json') return [];
	if (type === 'dateTime') return new Date(1_780_000_000_000 - (random % 10_000_000) * 1000).toISOString();
	if (/serial/i.test(last)) return `SIM${String(random % 1e7).padStart(7, '0')}`;
	if (/(udid|uuid|guid|managementId)$/i.test(last)) return uuid(random, index);
	if (/Id$/.test(last)) return '-1'; // jamf-behavior 3.1: no reference
	if (/name|title/i.test(last)) return `${name} ${index}`;
	return `${last} ${index}`;
}

/** What a full replace keeps of the fields that it omits (jamf-behavior 4.2). */
export function blank(shape: Shape): JsonObject {
	const record: JsonObject = {};
	for (const [field, { type, secret }] of shape) {
		if (secret !== true) put(record, field, type === 'boolean' ? false : type === 'json' ? [] : null);
	}
	return record;
}

/** Writes at a dotted name, without replacing a value on the way. */
export function put(record: JsonObject, field: string, value: Json): void {
	const parts = field.split('.');
	const last = parts.pop() ?? field;
	let at = record;
	for (const part of parts) {
		at[part] ??= {};
		const next = at[part];
		if (!isObject(next)) return;
		at = next;
	}
	if (!isObject(at[last])) at[last] = value;
}

/** The value at a dotted name. */
export function valueAt(record: JsonObject, field: string): Json | undefined {
	let value: Json | undefined = record;
	for (const part of field.split('.')) value = isObject(value) ? value[part] : undefined;
	return value;
}

export function uuid(random: number, index: number): string {
	const digits = `${random.toString(16).padStart(8, '0')}${index.toString(16).padStart(24, '0')}`;
	return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
