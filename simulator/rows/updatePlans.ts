import { isObject, type Json, type JsonObject } from '../json';
import { json, type Reply } from '../reply';
import type { ApiRequest } from '../request';
import { unknownId } from '../failure';
import { idsOf, type Subject } from './subject';

interface Creation {
	subject: Subject;
	request: ApiRequest;
	body: JsonObject;
}

/** Software update plans for devices (jamf-behavior 7.4). */
export function createPlans({ subject, request, body: { devices, config } }: Creation): Reply {
	const targets = Array.isArray(devices) ? devices : [];
	return json({ plans: targets.map((device) => startPlan(subject, request, device, config)) }, 201);
}

/** Software update plans for the members of a group. */
export function createGroupPlans({ subject, request, body: { group, config } }: Creation): Reply {
	const { state } = subject;
	const { groupId, objectType } = isObject(group) ? group : {};
	const members = state.computerGroups.read(Number(groupId))?.members;
	if (members === undefined) throw unknownId(String(groupId));
	const type = objectType === 'MOBILE_DEVICE_GROUP' ? 'MOBILE_DEVICE' : 'COMPUTER';
	const plans = members.map((id) => startPlan(subject, request, { deviceId: String(id), objectType: type }, config));
	return json({ plans }, 201);
}

function startPlan({ state, store, resource }: Subject, { node }: ApiRequest, target: Json, config?: Json): JsonObject {
	const { deviceId = '', objectType = 'COMPUTER' } = isObject(target) ? target : {};
	const device = { deviceId, objectType, href: `/v1/computers-inventory/${String(deviceId)}` };
	const given = isObject(config) ? config : {};
	let number = 0;
	const { planUuid } = store.objects(resource).insert((id) => {
		number = id;
		const plan = { device, maxDeferrals: 0, recipeId: '-1', ...given, status: { state: 'Init', errorReasons: [] } };
		return store.withId(resource, plan, id);
	}, node);
	const planId = String(planUuid);
	state.updatePlans.start(planId, number, String(deviceId));
	return { device, planId, href: `/v1/managed-software-updates/plans/${planId}` };
}

/** Stores the current states of all plans, so that every route returns them. */
export function refreshPlans({ state, store, resource }: Subject): void {
	const plans = store.objects(resource);
	for (const [number, status] of state.updatePlans.statuses()) {
		const plan = plans.read(number);
		if (plan !== undefined) plans.write(number, { ...plan, status });
	}
}

/** jamf-behavior 7.4: JSON inside a JSON string. */
export function respondWithPlanEvents(subject: Subject, request: ApiRequest): Reply {
	const [planUuid = ''] = idsOf(subject, request);
	subject.store.numberOf(subject.resource, planUuid, request.node);
	return json({ events: JSON.stringify({ events: subject.state.updatePlans.events(planUuid) }) });
}
