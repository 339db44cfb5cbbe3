/** Extracts facts from a document by rules. A key without a rule is dropped and reported. */

/** How often a key that no rule covers occurs: `"x-new" of an operation`. */
export type UnknownKeys = Map<string, number>;

/** Returns the part of a value to keep, or `undefined` to drop it. */
export type Rule = (value: unknown, unknown: UnknownKeys) => unknown;

export const keep: Rule = (value) => value;

export const drop: Rule = () => undefined;

/** Keeps a flag only if it differs from its default in OpenAPI. */
export function keepUnless(usual: unknown): Rule {
	return (value) => (value === usual ? undefined : value);
}

/** @param kind names the object in the report of unknown keys: `a parameter` */
export function extractObject(kind: string, rules: () => Record<string, Rule>): Rule {
	return (value, unknown) => {
		if (!isObject(value)) return undefined;
		const known = rules();
		const entries = Object.entries(value).map(([key, inner]): [string, unknown] => {
			const rule = Object.hasOwn(known, key) ? known[key] : undefined;
			if (rule !== undefined) return [key, rule(inner, unknown)];
			const name = `${JSON.stringify(key)} of ${kind}`;
			unknown.set(name, (unknown.get(name) ?? 0) + 1);
			return [key, undefined];
		});
		return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined));
	};
}

/** An object whose keys are names, such as `properties` or `responses`. */
export function extractMap(rule: Rule): Rule {
	return (value, unknown) =>
		isObject(value)
			? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, rule(inner, unknown)]))
			: undefined;
}

export function extractList(rule: Rule): Rule {
	return (value, unknown) => (Array.isArray(value) ? value.map((inner) => rule(inner, unknown)) : undefined);
}

export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
