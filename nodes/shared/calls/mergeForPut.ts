import { getPath, hasPath, isObject, removePath } from '../parameters/propertyPath';

type Json = Record<string, unknown>;

const LOCK = 'versionLock';

/** Merges objects field by field. Other values replace the current ones. */
export function merge(current: unknown, update: unknown): unknown {
	if (!isObject(current) || !isObject(update)) return update;
	const merged: Json = { ...current };
	for (const [name, value] of Object.entries(update)) merged[name] = merge(current[name], value);
	return merged;
}

/** Removes fields that a PUT does not accept. `[]` in a path means the entries of an array. */
export function removeUnwritable(value: unknown, paths: readonly string[]): void {
	for (const path of paths) removeAt(value, path.split('.'));
}

function removeAt(value: unknown, [first = '', ...rest]: readonly string[]): void {
	if (!isObject(value)) return;
	const name = first.replace(/\[\]$/, '');
	const inner = value[name];
	if (rest.length === 0) delete value[name];
	else if (Array.isArray(inner)) for (const each of inner as unknown[]) removeAt(each, rest);
	else removeAt(inner, rest);
}

/** Of mutually exclusive fields, keeps the one that the update sets, or else the first one with a value. */
export function keepExclusive(merged: Json, update: unknown, groups: ReadonlyArray<readonly string[]>): void {
	const isSet = (value: unknown) => value !== undefined && value !== null && value !== '' && value !== '-1';
	for (const group of groups) {
		const given = group.filter((path) => hasPath(update, path));
		const held = group.filter((path) => isSet(getPath(merged, path)));
		if (given.length === 0 && held.length < 2) continue;
		const kept = given.length > 0 ? given : held.slice(0, 1);
		for (const path of group) if (!kept.includes(path)) removePath(merged, path);
	}
}

/** The secrets that a PUT would clear, because the object uses them and the update does not set them. */
export function findClearedSecrets(
	current: unknown,
	update: unknown,
	secrets: Readonly<Record<string, string>>,
): string[] {
	return Object.entries(secrets).flatMap(([path, indicator]) => {
		const isUsed = indicator.split('&').every((condition) => holds(condition, current, update));
		return isUsed && !hasPath(update, path) ? [path] : [];
	});
}

function holds(condition: string, current: unknown, update: unknown): boolean {
	const [path = '', expected] = condition.split('=');
	const value = getPath(hasPath(update, path) ? update : current, path);
	if (expected !== undefined) return value === expected;
	return value !== undefined && value !== null && value !== '' && value !== false;
}

/** Copies the version locks of the current object to the same paths of the new one, unless it already has them (jamf-behavior 4.1). */
export function withVersionLocks(current: unknown, update: unknown): unknown {
	if (!isObject(current) || !isObject(update)) return update;
	const locked: Json = { ...update };
	if (LOCK in current) locked[LOCK] ??= current[LOCK];
	for (const [name, value] of Object.entries(update)) locked[name] = withVersionLocks(current[name], value);
	return locked;
}
