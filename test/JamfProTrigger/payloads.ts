/**
 * Events as sent by Jamf Pro, based on samples that Jamf and others published (jamf-behavior 6.3). All values are invented. Older servers
 * means samples from 10.x.
 */

type Json = Record<string, unknown>;

const COMPUTER = {
	udid: '8A7B6C5D-0000-4000-8000-0123456789AB',
	deviceName: 'Design iMac 7',
	model: 'iMac (24-inch, M1, 2021)',
	macAddress: '3C:07:54:00:00:07',
	alternateMacAddress: '',
	serialNumber: 'C02XK1JDJGH5',
	osVersion: '26.1',
	osBuild: '25B78',
	userDirectoryID: '-1',
	username: 'ada',
	realName: 'Ada Chen',
	emailAddress: 'ada@example.com',
	phone: '',
	position: null,
	department: 'Design',
	building: 'North',
	room: '2.14',
	ipAddress: '203.0.113.7',
	jssID: 7,
};

export const NEW_COMPUTER = {
	...COMPUTER,
	reportedIpV4Address: '10.0.0.7',
	reportedIpV6Address: null,
	managementId: '2f1b9f4e-0000-4000-8000-00000000000c',
};

export const OLD_COMPUTER = { ...COMPUTER, reportedIpAddress: '10.0.0.7' };

export const MOBILE = {
	udid: 'f0e1d2c3b4a5968778695a4b3c2d1e0f00000001',
	deviceName: 'iPad of Ben',
	version: '26.1',
	model: 'iPad14,1',
	modelDisplay: 'iPad mini (6th generation)',
	bluetoothMacAddress: '3C:07:54:00:01:01',
	wifiMacAddress: '3C:07:54:00:01:02',
	imei: '',
	icciID: '',
	product: null,
	serialNumber: 'DMPX00000001',
	userDirectoryID: '-1',
	room: '',
	osVersion: '26.1',
	osBuild: '23B85',
	username: 'ben',
	ipAddress: '203.0.113.21',
	jssID: 21,
	managementId: '2f1b9f4e-0000-4000-8000-00000000000d',
};

const SERVER = {
	hostAddress: '192.0.2.5',
	institution: 'Example School',
	isClusterMaster: true,
	jssUrl: 'https://jamf.example.com:8443/',
	webApplicationPath: '/usr/local/jss/tomcat/webapps/ROOT',
};

const GROUP = {
	groupAddedDevices: [],
	groupAddedDevicesIds: [7, 9],
	groupRemovedDevices: [],
	groupRemovedDevicesIds: [3],
	jssid: 4,
	name: 'Needs Update',
	smartGroup: true,
};

/** The content of each event from a current server. */
export const NEWER: Readonly<Record<string, Json>> = {
	ComputerAdded: NEW_COMPUTER,
	ComputerCheckIn: { computer: NEW_COMPUTER, trigger: 'CLIENT_CHECKIN', username: 'ada' },
	ComputerInventoryCompleted: NEW_COMPUTER,
	ComputerPatchPolicyCompleted: {
		computer: NEW_COMPUTER,
		deployedVersion: '131.0',
		eventActions: { action: 'Update' },
		patchPolicyId: 12,
		patchPolicyName: 'Firefox',
		softwareTitleId: 3,
		successful: true,
	},
	ComputerPolicyFinished: { computer: NEW_COMPUTER, policyId: 44, successful: false },
	ComputerPushCapabilityChanged: NEW_COMPUTER,
	DeviceAddedToDEP: {
		assetTag: 'A-17',
		description: 'IPAD MINI WI-FI',
		deviceAssignedDate: 1764150000000,
		deviceEnrollmentProgramInstanceId: 2,
		model: 'iPad mini',
		serialNumber: 'DMPX00000002',
	},
	DeviceRateLimited: { somethingNew: 1 },
	JSSShutdown: SERVER,
	JSSStartup: SERVER,
	MobileDeviceCheckIn: MOBILE,
	MobileDeviceCommandCompleted: MOBILE,
	MobileDeviceEnrolled: MOBILE,
	MobileDeviceInventoryCompleted: MOBILE,
	MobileDevicePushSent: MOBILE,
	MobileDeviceUnEnrolled: MOBILE,
	PatchSoftwareTitleUpdated: {
		jssID: 3,
		name: 'Mozilla Firefox',
		latestVersion: '131.0',
		lastUpdate: 1764150000000,
		reportUrl: 'https://jamf.example.com/patch.html?id=3&o=r',
	},
	PushSent: { type: 'BlankPush', managementId: 31 },
	RestAPIOperation: {
		authorizedUsername: 'n8n',
		objectID: 7,
		objectName: 'Design iMac 7',
		objectTypeName: 'Computer',
		operationSuccessful: true,
		restAPIOperationType: 'PUT',
	},
	SCEPChallenge: {
		challenge: 'one-time-secret',
		deviceName: 'Design iMac 7',
		jssID: 7,
		product: 'iMac',
		serialNumber: 'C02XK1JDJGH5',
		udid: COMPUTER.udid,
	},
	SmartGroupComputerMembershipChange: { ...GROUP, computer: true },
	SmartGroupMobileDeviceMembershipChange: { ...GROUP, computer: false },
	SmartGroupUserMembershipChange: {
		groupAddedUserIds: [5],
		groupRemovedUserIds: [],
		jssid: 6,
		name: 'Teachers',
		smartGroup: true,
	},
};

/** The content of events that older servers send in another format. */
export const OLDER: Readonly<Record<string, Json>> = {
	ComputerAdded: OLD_COMPUTER,
	ComputerCheckIn: { ...OLD_COMPUTER, trigger: 'CLIENT_CHECKIN' },
	ComputerPatchPolicyCompleted: {
		...OLD_COMPUTER,
		eventActions: { action: 'Update' },
		patchPolicyId: 12,
		patchPolicyName: 'Firefox',
		softwareTitleId: 3,
		softwareTitleName: 'Mozilla Firefox',
		successful: true,
	},
	ComputerPolicyFinished: { ...OLD_COMPUTER, policyId: 44, successful: false },
	PushSent: { type: 'BlankPush', jssID: 7 },
	SCEPChallenge: { targetDevice: 'Design iMac 7' },
	SmartGroupUserMembershipChange: {
		groupAddedUserIds: [5],
		groupAddedUsers: ['carol'],
		groupRemovedUserIds: [],
		groupRemovedUsers: [],
		jssID: 6,
		name: 'Teachers',
		smartGroup: true,
	},
};

/** A complete body. */
export function createBody(webhookEvent: string, event: Json, eventTimestamp = 1764150000123) {
	return { webhook: { id: 3, name: `n8n ${webhookEvent}`, webhookEvent, eventTimestamp }, event };
}
