import type { ApiRequest } from '../request';
import { idsOf, type Subject } from './subject';

const VERBS: Record<string, string> = { DELETE: 'Delete', GET: 'Read', PATCH: 'Update' };

const describe = (verb: string, isSmart: boolean, isMobile: boolean) =>
	`${verb} ${isSmart ? 'Smart' : 'Static'} ${isMobile ? 'Mobile Device' : 'Computer'} Groups`;

/**
 * The privilege that a request for a group requires, by the type of the group; one for any type for a list (jamf-behavior 8.2). The list
 * contains all groups nonetheless.
 */
export function groupPrivileges(subject: Subject, request: ApiRequest): string[] {
	const { store, resource, route } = subject;
	const verb = VERBS[route.method] ?? '';
	const id = idsOf(subject, request)[0];
	if (id === undefined) {
		const all = [true, false].flatMap((smart) => [true, false].map((mobile) => describe(verb, smart, mobile)));
		return all.some((name) => request.caller.privileges.has(name)) ? [] : all;
	}
	const group = store.objects(resource).read(store.numberOf(resource, id, request.node), request.node) ?? {};
	return [describe(verb, group.smart === true, group.groupType !== 'COMPUTER')];
}
