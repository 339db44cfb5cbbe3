import { isObject } from '../../parameters/propertyPath';
import { MASK } from '../../parameters/mask';
import type { IsSecret } from '../secrets/maskSecrets';

/** A field that a write changes. */
export interface Change {
	/** Dots separate nested fields. */
	path: string;
	before: unknown;
	after: unknown;
}

/** The fields of a body that differ from the stored object. Lists are compared as a whole, secrets are masked. */
export function compareValues(before: unknown, after: unknown, isSecret: IsSecret): Change[] {
	const changes: Change[] = [];
	const visit = (stored: unknown, written: unknown, path: string, name: string) => {
		if (isObject(written) && (isObject(stored) || stored === undefined || stored === null)) {
			for (const [key, each] of Object.entries(written))
				visit(isObject(stored) ? stored[key] : undefined, each, path === '' ? key : `${path}.${key}`, key);
		} else if (!holds(stored, written)) {
			const isHidden = isSecret(name);
			const show = (value: unknown) => (isHidden && !isBlank(value) ? MASK : (value ?? null));
			changes.push({ path, before: show(stored), after: show(written) });
		}
	};
	visit(before, after, '', '');
	return changes;
}

/** Whether the stored value already is the written one. Entries of lists may have further stored fields. */
function holds(stored: unknown, written: unknown): boolean {
	if (isBlank(stored) && isBlank(written)) return true;
	if (Array.isArray(written)) {
		return (
			Array.isArray(stored) &&
			stored.length === written.length &&
			written.every((each, index) => holds(stored[index], each))
		);
	}
	if (isObject(written))
		return isObject(stored) && Object.entries(written).every(([name, each]) => holds(stored[name], each));
	// Both APIs return some numbers as text.
	return typeof stored !== 'object' && String(stored) === String(written);
}

function isBlank(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}
