import { isObject } from '../parameters/propertyPath';

type Json = Record<string, unknown>;

const LOCK = 'versionLock';

/** Merges objects field by field; other values replace the current ones. */
export function merge(current: unknown, update: unknown): unknown {
	if (!isObject(current) || !isObject(update)) return update;
	const merged: Json = { ...current };
	for (const [name, value] of Object.entries(update)) merged[name] = merge(current[name], value);
	return merged;
}

/** Copies the optimistic locks of the current object to the same places of the new one, unless it has them (jamf-behavior 4.1). */
export function withVersionLocks(current: unknown, update: unknown): unknown {
	if (!isObject(current) || !isObject(update)) return update;
	const locked: Json = { ...update };
	if (LOCK in current) locked[LOCK] ??= current[LOCK];
	for (const [name, value] of Object.entries(update)) locked[name] = withVersionLocks(current[name], value);
	return locked;
}
