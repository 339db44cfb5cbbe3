import type { ResourceRow } from '../../nodes/shared/catalogue/types';
import { Failure } from '../failure';
import { isObject, type JsonObject } from '../json';
import { put } from './shape';

const LOCK = 'versionLock';

/** Optimistic locks of an object, at the top and nested, initially 0 (jamf-behavior 4.1). */
export function withLocks({ operations }: ResourceRow, record: JsonObject): JsonObject {
	if (!operations.some(({ value, body }) => value === 'update' && body?.versionLock === true)) return record;
	const defaults = operations.flatMap(({ body }) => Object.keys(body?.defaults ?? {}));
	const locked = { ...record };
	for (const place of [LOCK, ...defaults.filter((name) => name.endsWith(`.${LOCK}`))]) put(locked, place, 0);
	return locked;
}

/** @throws Failure 409 when a lock is missing or differs from the server's */
export function checkLocks(current: JsonObject, given: JsonObject): void {
	if (LOCK in current && current[LOCK] !== given[LOCK]) throw stale();
	for (const [name, value] of Object.entries(current)) {
		const inner = given[name];
		if (isObject(value) && isObject(inner)) checkLocks(value, inner);
	}
}

/** Every successful write increments all locks. */
export function advanceLocks(record: JsonObject): JsonObject {
	return Object.fromEntries(
		Object.entries(record).map(([name, value]) => {
			if (name === LOCK) return [name, Number(value ?? 0) + 1];
			return [name, isObject(value) ? advanceLocks(value) : value];
		}),
	);
}

function stale(): Failure {
	const description = 'the object was changed since it was read';
	return new Failure(409, [{ code: 'OPTIMISTIC_LOCK_FAILED', field: LOCK, description, id: null }]);
}
