type Json = Record<string, unknown>;

/** Sets the value at a dotted path and creates missing objects. */
export function setPath(target: Json, path: string, value: unknown): void {
	const parts = path.split('.');
	const last = parts.pop() ?? path;
	let at = target;
	for (const part of parts) at = (at[part] ??= {}) as Json;
	at[last] = value;
}

/** Whether an object has a value at a dotted path. */
export function hasPath(value: unknown, path: string): boolean {
	return resolvePath(value, path) !== undefined;
}

/** Removes and returns the value at a dotted path. */
export function removePath(value: unknown, path: string): unknown {
	const found = resolvePath(value, path);
	const removed = found?.object[found.key];
	if (found !== undefined) delete found.object[found.key];
	return removed;
}

/** The value at a dotted path. */
export function getPath(value: unknown, path: string): unknown {
	const found = resolvePath(value, path);
	return found?.object[found.key];
}

/** Copies the value at a dotted path to the same path. An array or scalar along the path is copied as a whole. */
export function copyPath(from: unknown, to: Json, path: string): void {
	const parts = path.split('.');
	let source = from;
	let target = to;
	for (const [index, part] of parts.entries()) {
		if (!isObject(source) || !Object.hasOwn(source, part) || part === '__proto__') return;
		const value = source[part];
		if (index === parts.length - 1 || !isObject(value)) {
			target[part] = value;
			return;
		}
		source = value;
		target = (target[part] ??= {}) as Json;
	}
}

/** Whether a value is an object with fields: neither null nor an array. */
export function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function resolvePath(value: unknown, path: string): { object: Json; key: string } | undefined {
	const parts = path.split('.');
	const key = parts.pop() ?? path;
	let at: unknown = value;
	for (const part of parts) at = isObject(at) && Object.hasOwn(at, part) ? at[part] : undefined;
	return isObject(at) && Object.hasOwn(at, key) ? { object: at, key } : undefined;
}

/** The dotted paths of all values that are not objects. */
export function listPaths(value: unknown, prefix = ''): string[] {
	if (!isObject(value)) return prefix === '' ? [] : [prefix];
	return Object.entries(value).flatMap(([name, each]) => listPaths(each, prefix === '' ? name : `${prefix}.${name}`));
}
