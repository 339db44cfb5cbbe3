import type { Simulator } from '../simulator';

/** Whether the requests since that place in the journal asked for a path of Jamf Pro that the simulator does not have. */
export function isBeyondSimulator({ journal, routes }: Simulator, since: number): boolean {
	const known = routes.map(({ path }) => new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`));
	return journal.slice(since).some(({ path, status }) => status === 404 && !known.some((route) => route.test(path)));
}
