/** Lists the differences between two sources in terms of the documents. */

import { isObject } from './rules';

const METHODS = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch']);

interface Differences {
	/** `GET /v1/buildings` */
	added: string[];
	removed: string[];
	/** `GET /v1/buildings: parameters, x-required-privileges` */
	changed: string[];
	/** `schema Building: + region, ~ name`, and added or removed schemas and parameters. */
	schemas: string[];
}

/** @param before @param after texts of sources, as written by `npm run catalogue:import`; their versions are ignored */
export function findDifferences(before: string, after: string): Differences {
	const [old, now] = [before, after].map((text) => JSON.parse(text) as unknown);
	const [oldOperations, nowOperations] = [listOperations(old), listOperations(now)];
	return {
		added: [...nowOperations.keys()].filter((name) => !oldOperations.has(name)),
		removed: [...oldOperations.keys()].filter((name) => !nowOperations.has(name)),
		changed: [...nowOperations].flatMap(([name, operation]) => {
			const parts = findChangedKeys(oldOperations.get(name), operation);
			return parts.length === 0 ? [] : [`${name}: ${parts.join(', ')}`];
		}),
		schemas: findSchemaDifferences(old, now),
	};
}

function listOperations(source: unknown): Map<string, unknown> {
	const paths = Object.entries(property(source, 'paths'));
	return new Map(
		paths.flatMap(([path, item]) => {
			const { parameters } = isObject(item) ? item : {};
			return Object.entries(isObject(item) ? item : {})
				.filter(([method]) => METHODS.has(method))
				.map(([method, operation]): [string, unknown] => [
					`${method.toUpperCase()} ${path}`,
					isObject(operation) && parameters !== undefined ? { ...operation, shared: parameters } : operation,
				]);
		}),
	);
}

function findSchemaDifferences(old: unknown, now: unknown): string[] {
	const places: Array<[kind: string, ...path: string[]]> = [
		['schema', 'components', 'schemas'],
		['parameter', 'components', 'parameters'],
		['definition', 'definitions'],
	];
	return places.flatMap(([kind, ...path]) => {
		const [earlier, later] = [old, now].map((source) =>
			path.reduce<Record<string, unknown>>(property, asObject(source)),
		);
		const names = [...new Set([...Object.keys(earlier ?? {}), ...Object.keys(later ?? {})])];
		return names.flatMap((name) => {
			const [a, b] = [earlier?.[name], later?.[name]];
			if (isSame(a, b)) return [];
			if (a === undefined || b === undefined) return [`${kind} ${name}: ${a === undefined ? 'new' : 'gone'}`];
			return [`${kind} ${name}: ${describeSchema(a, b).join(', ')}`];
		});
	});
}

/** The added, removed and changed fields, and other changed keys. */
function describeSchema(old: unknown, now: unknown): string[] {
	const [earlier, later] = [old, now].map((schema) => property(schema, 'properties'));
	const fields = [...new Set([...Object.keys(earlier ?? {}), ...Object.keys(later ?? {})])].flatMap((name) => {
		const [a, b] = [earlier?.[name], later?.[name]];
		if (isSame(a, b)) return [];
		return [`${a === undefined ? '+' : b === undefined ? '-' : '~'} ${name}`];
	});
	return [...fields, ...findChangedKeys(old, now).filter((key) => key !== 'properties')];
}

function findChangedKeys(old: unknown, now: unknown): string[] {
	if (!isObject(old) || !isObject(now)) return [];
	return [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((key) => !isSame(old[key], now[key]));
}

function isSame(a: unknown, b: unknown): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}

function property(value: unknown, key: string): Record<string, unknown> {
	return asObject(asObject(value)[key]);
}

function asObject(value: unknown): Record<string, unknown> {
	return isObject(value) ? value : {};
}
