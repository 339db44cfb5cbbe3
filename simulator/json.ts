export type Json = null | boolean | number | string | Json[] | JsonObject;

export interface JsonObject {
	[key: string]: Json | undefined;
}

export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Merge-patch semantics without deletion: objects are merged, any other value replaces. */
export function merge(base: JsonObject, changes: JsonObject): JsonObject {
	const merged: JsonObject = { ...base };
	for (const [key, change] of Object.entries(changes)) {
		const current = merged[key];
		merged[key] = isObject(current) && isObject(change) ? merge(current, change) : change;
	}
	return merged;
}
