import { isObject } from '../../json';
import type { ClassicObject, ClassicValue } from '../tree';

/** The value at a dotted path. */
export function valueAt(object: ClassicObject, path: string): ClassicValue | undefined {
	let value: ClassicValue | undefined = object;
	for (const name of path.split('.')) value = isObject(value) ? value[name] : undefined;
	return value;
}

/** A copy with this value at the path; `undefined` removes it. Missing parents are not created. */
export function withValue(object: ClassicObject, path: string, value: ClassicValue | undefined): ClassicObject {
	const [name = '', ...below] = path.split('.');
	if (below.length > 0) {
		const inner = object[name];
		return isObject(inner) ? { ...object, [name]: withValue(inner, below.join('.'), value) } : object;
	}
	if (value !== undefined) return { ...object, [name]: value };
	return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
}

/** Changes every entry of the list at the path; `undefined` removes it. */
export function mapEntries(
	object: ClassicObject,
	path: string,
	change: (entry: ClassicObject) => ClassicObject | undefined,
): ClassicObject {
	const list = valueAt(object, path);
	if (!Array.isArray(list)) return object;
	const entries = list.filter(isObject).flatMap((entry): ClassicObject[] => {
		const changed = change(entry);
		return changed ? [changed] : [];
	});
	return withValue(object, path, entries);
}
