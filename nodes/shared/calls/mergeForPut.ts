import { isObject } from '../parameters/propertyPath';

type Json = Record<string, unknown>;

const LOCK = 'versionLock';

/** What is there with what is given: objects field by field, everything else replaced. */
export function merge(current: unknown, given: unknown): unknown {
	if (!isObject(current) || !isObject(given)) return given;
	const merged: Json = { ...current };
	for (const [name, value] of Object.entries(given)) merged[name] = merge(current[name], value);
	return merged;
}

/** Puts the optimistic locks of what is there into what is given, at the same places (jamf-behavior 4.1); locks that are given stay. */
export function withVersionLocks(current: unknown, given: unknown): unknown {
	if (!isObject(current) || !isObject(given)) return given;
	const locked: Json = { ...given };
	if (LOCK in current) locked[LOCK] ??= current[LOCK];
	for (const [name, value] of Object.entries(given)) locked[name] = withVersionLocks(current[name], value);
	return locked;
}
