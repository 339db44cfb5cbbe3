import { json, noContent } from '../reply';
import { param } from '../request';
import type { Route } from '../route';

const OF = [
	['/api/v2/patch-policies', 'Patch Policies'],
	['/api/v2/patch-software-title-configurations', 'Patch Management Software Titles'],
	['/api/v3/patch-software-title-configurations', 'Patch Management Software Titles'],
] as const;

/** The contents of the console's dashboard. */
export function dashboardRoutes(): Route[] {
	const onDashboard = new Map(OF.map(([, noun]) => [noun, new Set<string>()]));
	return OF.flatMap(([base, noun]): Route[] => {
		const shown = onDashboard.get(noun) ?? new Set();
		const at = { path: `${base}/{id}/dashboard`, privileges: [`Read ${noun}`] };
		return [
			{ ...at, method: 'GET', handle: (request) => json({ onDashboard: shown.has(param(request, 'id')) }) },
			{
				...at,
				method: 'POST',
				handle: (request) => {
					shown.add(param(request, 'id'));
					return noContent();
				},
			},
			{
				...at,
				method: 'DELETE',
				handle: (request) => {
					shown.delete(param(request, 'id'));
					return noContent();
				},
			},
		];
	});
}
