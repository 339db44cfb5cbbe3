import type { Simulator } from '../simulator';

const NOT_FOUND = /\((DELETE|GET|PATCH|POST|PUT) (\S+), HTTP 404\)/;
const ROOTS = ['', '/api', '/JSSResource'];

/** Whether an error tells of a request that Jamf Pro has and the simulator has not. */
export function isBeyondSimulator({ routes }: Simulator, error: string): boolean {
	const [, method, path] = NOT_FOUND.exec(error) ?? [];
	if (path === undefined) return false;
	const alike = routes.filter((route) => route.method === method);
	const known = alike.map((route) => new RegExp(`^${route.path.replace(/\{[^}]+\}/g, '[^/]+')}$`));
	return !ROOTS.some((root) => known.some((route) => route.test(root + path)));
}
