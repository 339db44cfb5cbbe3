/** Extracts facts from a document by rules: a key without a rule is left out and reported. */

/** How often a key that no rule covers occurs: `"x-new" of an operation`. */
export type UnknownKeys = Map<string, number>;

/** Returns what is kept of a value; `undefined` drops it. */
export type Rule = (value: unknown, unknown: UnknownKeys) => unknown;

export const keep: Rule = (value) => value;

export const drop: Rule = () => undefined;

/** A flag that is kept only where it differs from what OpenAPI assumes without it. */
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
