/** Puts a value where a name with dots leads, through objects. */
export function setPath(target: Record<string, unknown>, name: string, value: unknown): void {
	const parts = name.split('.');
	const last = parts.pop() ?? name;
	let at = target;
	for (const part of parts) at = (at[part] ??= {}) as Record<string, unknown>;
	at[last] = value;
}

/** Whether there is something where a name with dots leads. */
export function hasPath(value: unknown, name: string): boolean {
	return place(value, name) !== undefined;
}

/** Takes a value from where a name with dots leads; `undefined` when there is none. */
export function removePath(value: unknown, name: string): unknown {
	const found = place(value, name);
	const taken = found?.object[found.key];
	if (found !== undefined) delete found.object[found.key];
	return taken;
}

/** What is there where a name with dots leads. */
export function getPath(value: unknown, name: string): unknown {
	const found = place(value, name);
	return found?.object[found.key];
}

function place(value: unknown, name: string): { object: Record<string, unknown>; key: string } | undefined {
	const parts = name.split('.');
	const key = parts.pop() ?? name;
	let at: unknown = value;
	for (const part of parts) at = isObject(at) && Object.hasOwn(at, part) ? at[part] : undefined;
	return isObject(at) && Object.hasOwn(at, key) ? { object: at, key } : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
