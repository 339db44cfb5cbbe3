import { badRequest } from '../failure';
import type { JsonObject } from '../json';
import { json, type Reply } from '../reply';
import type { ApiRequest } from '../request';
import { acceptObject } from './accept';
import { checkLocks } from './locks';
import { checkParent } from './parents';
import { addressOf, idsOf, type Subject } from './subject';

/** The devices of a PreStage: a resource with its own lock (jamf-behavior 4.1). */
export function respondWithScope(subject: Subject, request: ApiRequest): Reply {
	checkParent(subject, request);
	const { store, row, route, state } = subject;
	const [id = ''] = idsOf(subject, request);
	const key = addressOf(subject, request).replace(/\/delete-multiple$/, '');
	const scope = store.document(key, () => ({ prestageId: id, assignments: [], versionLock: 0 }));
	const current = scope.read(1, request.node) ?? {};
	if (route.method === 'GET') return json(current);
	const body = acceptObject(request, row.body ?? {});
	checkLocks(current, body);
	const given = serials(body);
	const now = assigned(current);
	const kept = route.path.endsWith('/delete-multiple')
		? now.filter((serial) => !given.includes(serial))
		: route.method === 'PUT'
			? given
			: [...new Set([...now, ...given])];
	const assignments = kept.map((serialNumber) => ({
		serialNumber,
		assignmentDate: new Date(state.cluster.now()).toISOString(),
		userAssigned: request.caller.displayName,
	}));
	const changed = { prestageId: id, assignments, versionLock: Number(current.versionLock) + 1 };
	scope.write(1, changed, request.node);
	return json(changed);
}

function serials({ serialNumbers }: JsonObject): string[] {
	if (!Array.isArray(serialNumbers)) throw badRequest('serialNumbers are required');
	return serialNumbers.map(String);
}

function assigned({ assignments }: JsonObject): string[] {
	const list = Array.isArray(assignments) ? assignments : [];
	return list.map((entry) => String((entry as JsonObject).serialNumber));
}
