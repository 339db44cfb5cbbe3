const METHODS = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch']);

/** The operations of a source: `GET /v1/buildings`. */
export function listOperations(text: string): string[] {
	const { paths } = JSON.parse(text) as { paths: Record<string, object> };
	return Object.entries(paths).flatMap(([path, item]) =>
		Object.keys(item)
			.filter((method) => METHODS.has(method))
			.map((method) => `${method.toUpperCase()} ${path}`),
	);
}
