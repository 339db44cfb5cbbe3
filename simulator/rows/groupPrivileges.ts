import type { ApiRequest } from '../request';
import type { JsonObject } from '../json';
import { idsOf, type Subject } from './subject';

const VERBS: Record<string, string> = { DELETE: 'Delete', GET: 'Read', PATCH: 'Update' };

const describe = (verb: string, isSmart: boolean, isMobile: boolean) =>
	`${verb} ${isSmart ? 'Smart' : 'Static'} ${isMobile ? 'Mobile Device' : 'Computer'} Groups`;

/**
 * The privilege that a request for a group requires, by the type of the group (jamf-behavior 8.2); one for any type for a list, which
 * contains all groups nonetheless, and for a group that does not exist.
 */
export function groupPrivileges(subject: Subject, request: ApiRequest): string[] {
	const verb = VERBS[subject.route.method] ?? '';
	const group = findGroup(subject, request);
	if (group === undefined) {
		const all = [true, false].flatMap((smart) => [true, false].map((mobile) => describe(verb, smart, mobile)));
		return all.some((name) => request.caller.privileges.has(name)) ? [] : all;
	}
	return [describe(verb, group.smart === true, group.groupType !== 'COMPUTER')];
}

function findGroup(subject: Subject, request: ApiRequest): JsonObject | undefined {
	const id = idsOf(subject, request)[0];
	return subject.store
		.objects(subject.resource)
		.values(request.node)
		.find((each) => each.groupPlatformId === id);
}
