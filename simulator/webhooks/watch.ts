import { nameOf } from '../classic/tree';
import { isObject, type Json, type JsonObject } from '../json';
import type { ServerState } from '../state';
import type { Webhooks } from './index';
import * as payloads from './payloads';

/** Changes of the records, as webhook events (jamf-behavior 6.2). */
export function watch(state: ServerState, webhooks: Webhooks): void {
	state.computers.observe((id, value, previous) => {
		const payload = () => payloads.computerPayload(state, id);
		// jamf-behavior 6.3: an added record, not a re-enrollment.
		if (value && !previous) webhooks.happened('ComputerAdded', payload);
		const reported = value && previous && reportDate(value.changes) !== reportDate(previous.changes);
		if (reported) webhooks.happened('ComputerInventoryCompleted', payload);
	});
	state.computerGroups.observe((id, value, previous) => {
		if (!value?.smart) return;
		const change = difference(previous?.members ?? [], value.members);
		if (!change) return;
		webhooks.happened('SmartGroupComputerMembershipChange', () =>
			payloads.deviceGroupPayload(true, { id, name: value.name, ...change }),
		);
	});
	state.classic.observe('mobiledevices', (id, value, previous) => {
		const payload = () => payloads.mobileDevicePayload(state, id);
		if (value && !previous) webhooks.happened('MobileDeviceEnrolled', payload);
		if (value && previous && managed(previous) && !managed(value)) webhooks.happened('MobileDeviceUnEnrolled', payload);
	});
	state.classic.observe('mobiledevicegroups', (id, value, previous) => {
		const change = value?.is_smart === true && difference(ids(previous?.mobile_devices), ids(value.mobile_devices));
		if (!change) return;
		webhooks.happened('SmartGroupMobileDeviceMembershipChange', () =>
			payloads.deviceGroupPayload(false, { id, name: nameOf(value), ...change }),
		);
	});
	state.classic.observe('usergroups', (id, value, previous) => {
		const change = value?.is_smart === true && difference(ids(previous?.users), ids(value.users));
		if (!change) return;
		webhooks.happened('SmartGroupUserMembershipChange', () =>
			payloads.userGroupPayload({ id, name: nameOf(value), ...change }),
		);
	});
}

const reportDate = ({ general }: JsonObject): Json | undefined => (isObject(general) ? general.reportDate : undefined);

const managed = ({ general }: JsonObject): boolean => isObject(general) && general.managed === true;

const ids = (members: Json | undefined): number[] =>
	Array.isArray(members) ? members.filter(isObject).map(({ id }) => Number(id)) : [];

function difference(before: number[], after: number[]): { added: number[]; removed: number[] } | undefined {
	const added = after.filter((id) => !before.includes(id));
	const removed = before.filter((id) => !after.includes(id));
	return added.length + removed.length > 0 ? { added, removed } : undefined;
}
