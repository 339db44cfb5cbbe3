import type { OperationRow, ResourceRow, RouteRow } from '../../nodes/shared/catalogue/types';
import { isObject, type Json, type JsonObject } from '../json';
import { mix } from '../random';
import { documentedBody, documentedListFields, documentedResponse, type Leaf, type Shape } from './wire';

/** The fields of a body. */
export function bodyShape({ method, path }: RouteRow): Shape {
	return documentedBody(method, path);
}

/** All known fields of an object of a resource: those that can be written, and those that lists and details return, sort and filter. */
export function objectShape({ operations }: ResourceRow): Shape {
	const rows = operations.filter(({ value }) =>
		/^(create|update|replace|get|getDetail|getSummary|getAll|getAllDetails|getAllSummaries)$/.test(value),
	);
	return unite(rows.flatMap(({ routes }) => routes));
}

/** The fields of the rows of one list, or of one document. */
export function rowShape({ operations }: ResourceRow, { routes }: OperationRow): Shape {
	const writers = operations.filter(({ routes: [{ path, method }] }) => {
		return path === routes[0].path && (method === 'PUT' || method === 'PATCH');
	});
	return unite([...routes, ...writers.flatMap((each) => each.routes)]);
}

function unite(routes: readonly RouteRow[]): Shape {
	const found = new Map<string, Leaf>();
	const hidden = new Set<string>();
	for (const { method, path } of routes) {
		for (const [name, leaf] of documentedResponse(method, path)) found.set(name, found.get(name) ?? leaf);
		for (const [name, leaf] of documentedBody(method, path)) {
			found.set(name, found.get(name) ?? leaf);
			if (isSecret(leaf)) hidden.add(name);
		}
	}
	const filtered = routes.flatMap(({ method, path }) => documentedListFields(method, path));
	for (const name of filtered) if (!found.has(name)) found.set(name, { type: guess(name) });
	// Nested fields come first, so that another type with the same name does not take the place of their object.
	const depth = (name: string) => name.split('.').length;
	return new Map([...found].filter(([name]) => !hidden.has(name)).sort(([a], [b]) => depth(b) - depth(a)));
}

/** Passwords and keys that are written are not returned. */
function isSecret({ password, writeOnly }: Leaf): boolean {
	return password === true || writeOnly === true;
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
	if (last === 'id') return type === 'number' ? index : String(index);
	if (options !== undefined) return options[random % options.length] ?? null;
	if (type === 'boolean') return random % 2 === 0;
	if (type === 'number') return random % 100;
	if (type === 'array') return [];
	if (type === 'object' || type === 'any') return {};
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
	for (const [field, leaf] of shape) {
		const { type } = leaf;
		if (!isSecret(leaf)) put(record, field, type === 'boolean' ? false : type === 'array' ? [] : null);
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
