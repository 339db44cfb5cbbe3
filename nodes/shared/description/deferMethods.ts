type Method = (this: never, ...given: never[]) => unknown;

/** Methods whose module is loaded when n8n calls the first one. n8n already needs their names when it starts. */
export function deferMethods<T extends Record<string, Method>>(names: readonly string[], load: () => T): T {
	const defer = (name: string) =>
		async function (this: never, ...given: never[]): Promise<unknown> {
			return await load()[name]?.apply(this, given);
		};
	return Object.fromEntries(names.map((name) => [name, defer(name)])) as unknown as T;
}
