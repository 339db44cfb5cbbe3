import type { INodeParameters } from 'n8n-workflow';
import { packageNodes } from '../nodes/JamfPro/packageNodes';
import { toCurrentNames } from '../nodes/shared/catalogue/privileges';
import { classic, pro } from '../nodes/shared/catalogue/lookup';
import { planWorkflows } from '../nodes/shared/operations/requirements/planWorkflows';
import { readWorkflows } from '../nodes/shared/operations/requirements/readWorkflows';
import { computeRequiredRole, type RequiredRole } from '../nodes/shared/operations/requirements/requiredRole';
import type { JournalEntry, Simulator } from '../simulator';

/** The role that one node with these parameters requires. */
export function computeNodeRole(type: string, parameters: INodeParameters): RequiredRole {
	return computeWorkflowRole({ nodes: [{ name: 'Jamf', type, parameters }] });
}

/** The role that a workflow requires. */
export function computeWorkflowRole(workflow: object): RequiredRole {
	return computeRequiredRole({ pro, classic }, planWorkflows(readWorkflows(workflow), packageNodes()));
}

/** The privileges that the server requires for these requests. */
function listRequestedPrivileges({ routes }: Simulator, requests: readonly JournalEntry[]): string[] {
	return requests.flatMap(({ method, path }) => findRoutePrivileges(routes, method, path));
}

function findRoutePrivileges(routes: Simulator['routes'], method: string, path: string): readonly string[] {
	const segments = path.split('/');
	const matches = routes.filter((route) => {
		const template = route.path.split('/');
		const isSame = (part: string, index: number) => part.startsWith('{') || part === segments[index];
		return route.method === method && template.length === segments.length && template.every(isSame);
	});
	const [first] = matches.sort((a, b) => a.path.split('{').length - b.path.split('{').length);
	return first?.privileges ?? [];
}

/**
 * The privileges that requests needed but the node did not declare, and those that it declared but no request needed. `isAnyCounted`: also
 * those that depend on data.
 */
export function compareWithRequests(
	simulator: Simulator,
	type: string,
	parameters: INodeParameters,
	requests: readonly JournalEntry[],
	{ isAnyCounted = false } = {},
): { missing: string[]; superfluous: string[] } {
	const names = listRequestedPrivileges(simulator, requests);
	const requested = new Set(toCurrentNames(pro.renamedPrivileges, names));
	const { privileges } = computeNodeRole(type, parameters);
	const declared = new Set(privileges.map(({ privilege }) => privilege));
	return {
		missing: [...requested].filter((name) => !declared.has(name)),
		superfluous: privileges
			.filter(({ privilege, isCertain }) => (isCertain || isAnyCounted) && !requested.has(privilege))
			.map(({ privilege }) => privilege),
	};
}
