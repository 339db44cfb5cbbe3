import { EVENTS, findEvent } from '../../nodes/JamfProTrigger/events';
import { simplify } from '../../nodes/JamfProTrigger/simplify';
import { createBody, MOBILE, NEW_COMPUTER, NEWER, OLD_COMPUTER, OLDER } from './payloads';

type Json = Record<string, unknown>;

function simplified(name: string, event: Json): Json {
	const row = findEvent(name);
	if (row === undefined) throw new Error(`no event ${name}`);
	return simplify(row, createBody(name, event));
}

const HEAD = (event: string) => ({
	event,
	time: '2025-11-26T09:40:00.123Z',
	webhook: { id: '3', name: `n8n ${event}` },
});

/** A computer in the output. Older servers omit some fields. */
const computer = (newer: boolean) => ({
	id: '7',
	name: 'Design iMac 7',
	serialNumber: 'C02XK1JDJGH5',
	udid: NEW_COMPUTER.udid,
	managementId: newer ? NEW_COMPUTER.managementId : null,
	model: 'iMac (24-inch, M1, 2021)',
	osVersion: '26.1',
	osBuild: '25B78',
	macAddress: '3C:07:54:00:00:07',
	alternateMacAddress: '',
	ipAddress: '203.0.113.7',
	reportedIpV4Address: '10.0.0.7',
	reportedIpV6Address: null,
	username: 'ada',
	realName: 'Ada Chen',
	emailAddress: 'ada@example.com',
	phone: '',
	position: null,
	department: 'Design',
	building: 'North',
	room: '2.14',
	userDirectoryID: '-1',
});

const { deviceName, jssID, ...mobile } = MOBILE;
const mobileDevice = { id: String(jssID), name: deviceName, ...mobile };

const server = {
	hostAddress: '192.0.2.5',
	institution: 'Example School',
	isClusterMaster: true,
	jssUrl: 'https://jamf.example.com:8443/',
	webApplicationPath: '/usr/local/jss/tomcat/webapps/ROOT',
};

const deviceChange = { addedIds: ['7', '9'], removedIds: ['3'], added: [], removed: [] };
const patch = {
	successful: true,
	patchPolicyId: '12',
	patchPolicyName: 'Firefox',
	softwareTitleId: '3',
	softwareTitleName: null,
	deployedVersion: '131.0',
	eventActions: { action: 'Update' },
};

const EXPECTED: Record<string, Json> = {
	ComputerAdded: { computer: computer(true) },
	ComputerCheckIn: { computer: computer(true), trigger: 'CLIENT_CHECKIN', username: 'ada' },
	ComputerInventoryCompleted: { computer: computer(true) },
	ComputerPatchPolicyCompleted: { computer: computer(true), ...patch },
	ComputerPolicyFinished: { computer: computer(true), policyId: '44', successful: false },
	ComputerPushCapabilityChanged: { computer: computer(true) },
	DeviceAddedToDEP: {
		device: { ...NEWER.DeviceAddedToDEP, deviceEnrollmentProgramInstanceId: '2' },
	},
	DeviceRateLimited: { device: { somethingNew: 1 } },
	JSSShutdown: { server },
	JSSStartup: { server },
	...Object.fromEntries(
		['CheckIn', 'CommandCompleted', 'Enrolled', 'InventoryCompleted', 'PushSent', 'UnEnrolled'].map((end) => [
			`MobileDevice${end}`,
			{ mobileDevice },
		]),
	),
	PatchSoftwareTitleUpdated: {
		patchTitle: {
			id: '3',
			name: 'Mozilla Firefox',
			latestVersion: '131.0',
			lastUpdate: 1764150000000,
			reportUrl: 'https://jamf.example.com/patch.html?id=3&o=r',
		},
	},
	PushSent: { push: { id: null, type: 'BlankPush', managementId: '31' } },
	RestAPIOperation: {
		operation: {
			type: 'PUT',
			objectType: 'Computer',
			objectId: '7',
			objectName: 'Design iMac 7',
			user: 'n8n',
			successful: true,
		},
	},
	SCEPChallenge: {
		device: {
			id: '7',
			name: 'Design iMac 7',
			serialNumber: 'C02XK1JDJGH5',
			udid: NEW_COMPUTER.udid,
			product: 'iMac',
			targetDevice: null,
		},
	},
	SmartGroupComputerMembershipChange: {
		group: { id: '4', name: 'Needs Update', isSmart: true, type: 'computer' },
		...deviceChange,
	},
	SmartGroupMobileDeviceMembershipChange: {
		group: { id: '4', name: 'Needs Update', isSmart: true, type: 'mobileDevice' },
		...deviceChange,
	},
	SmartGroupUserMembershipChange: {
		group: { id: '6', name: 'Teachers', isSmart: true, type: 'user' },
		addedIds: ['5'],
		removedIds: [],
		added: null,
		removed: null,
	},
};

test('has the 23 events of jamf-behavior 6.2, by name', () => {
	expect(EVENTS.map(({ value }) => value).sort()).toEqual(Object.keys(NEWER).sort());
	expect(EVENTS).toHaveLength(23);
	const names = EVENTS.map(({ name }) => name);
	expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
	// The words of a label form the name in the API.
	for (const { name, value } of EVENTS) {
		expect(name.replaceAll(/[ -]/g, '').toLowerCase()).toBe(value.toLowerCase());
	}
});

test.each(Object.keys(EXPECTED))('%s has its expected shape', (name) => {
	expect(simplified(name, NEWER[name] ?? {})).toEqual({ ...HEAD(name), ...EXPECTED[name] });
});

test.each(Object.keys(OLDER))('%s of an older server has the same keys', (name) => {
	const older = simplified(name, OLDER[name] ?? {});
	const newer = simplified(name, NEWER[name] ?? {});
	expect(Object.keys(older).sort()).toEqual(Object.keys(newer).sort());
	const subject = findEvent(name)?.subject ?? '';
	expect(Object.keys(older[subject] as Json).sort()).toEqual(Object.keys(newer[subject] as Json).sort());
});

test('nests flat computers of older servers, with the single address in its field', () => {
	expect(simplified('ComputerCheckIn', OLDER.ComputerCheckIn ?? {})).toEqual({
		...HEAD('ComputerCheckIn'),
		computer: computer(false),
		trigger: 'CLIENT_CHECKIN',
		username: 'ada',
	});
	const event = { ...OLD_COMPUTER, reportedIpAddress: 'fd00::7' };
	expect(simplified('ComputerAdded', event).computer).toMatchObject({
		reportedIpV4Address: null,
		reportedIpV6Address: 'fd00::7',
	});
});

test('keeps unknown fields, also those of a nested computer', () => {
	const event = { computer: { ...NEW_COMPUTER, color: 'blue' }, policyId: 44, successful: true, policyName: 'Update' };
	const output = simplified('ComputerPolicyFinished', event);
	expect(output).toMatchObject({ policyName: 'Update', computer: { color: 'blue' } });
	expect(simplified('JSSStartup', { version: '11.32' }).server).toMatchObject({ version: '11.32', jssUrl: null });
});

test('removes challenges at any depth', () => {
	expect(JSON.stringify(simplified('SCEPChallenge', NEWER.SCEPChallenge ?? {}))).not.toContain('one-time-secret');
});

test('has no time without a timestamp in the delivery', () => {
	const row = EVENTS[0];
	if (row === undefined) throw new Error('no event');
	const webhook = { id: 3, name: 'Old', webhookEvent: 'ComputerAdded' };
	expect(simplify(row, { webhook, event: {} })).toMatchObject({ time: null, computer: { id: null } });
});
