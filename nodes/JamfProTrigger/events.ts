import {
	COMPUTER,
	DEVICE_CHANGES,
	GROUP,
	ID,
	keepNames,
	MOBILE_DEVICE,
	SERVER,
	type Sources,
	USER_CHANGES,
} from './payloadFields';

/** The parameter that selects the smart group of an event. */
export type GroupParameter = 'computerGroup' | 'mobileDeviceGroup' | 'userGroup';

/** An event of Jamf Pro and its payload (jamf-behavior 6.2, 6.3). Unknown fields of a payload are kept. */
export interface EventRow {
	/** The name in webhooks and payloads. */
	value: string;
	/** The name in the Jamf Pro console, written as words. */
	name: string;
	description: string;
	/** The key in the output for the subject of the event, such as a computer. */
	subject: string;
	/** Fields of the subject, by name in the output. */
	fields: Sources;
	/** The key in which newer servers nest the subject. Older servers send its fields at the same level as the details. */
	nestedIn?: string;
	/** Fields in the output next to the subject. */
	details?: Sources;
	/** Constant fields of the subject. */
	constants?: Readonly<Record<string, string>>;
	/** Fields that simplified output omits: secrets, and fields that it contains in another form. */
	omitted?: readonly string[];
	/** Set if the event can be limited to one smart group. */
	group?: GroupParameter;
	/** Privileges for choosing that group from the list or by name. */
	privileges?: readonly string[];
}

function computerEvent(value: string, name: string, description: string): EventRow {
	return { value, name, description, subject: 'computer', fields: COMPUTER };
}

function mobileDeviceEvent(value: string, name: string, description: string): EventRow {
	return { value, name, description, subject: 'mobileDevice', fields: MOBILE_DEVICE };
}

function groupEvent(kind: 'Computer' | 'MobileDevice' | 'User', words: string, group: GroupParameter): EventRow {
	const noun = words.toLowerCase();
	const members = `${noun.charAt(0).toUpperCase()}${noun.slice(1)}s`;
	return {
		value: `SmartGroup${kind}MembershipChange`,
		name: `Smart Group ${words} Membership Change`,
		description: `${members} joined or left a smart ${noun} group`,
		subject: 'group',
		fields: GROUP,
		details: kind === 'User' ? USER_CHANGES : DEVICE_CHANGES,
		omitted: ['computer'],
		constants: { type: kind.charAt(0).toLowerCase() + kind.slice(1) },
		group,
		privileges: [`Read Smart ${words} Groups`, `Read Static ${words} Groups`],
	};
}

function computerResult(value: string, name: string, description: string, details: Sources): EventRow {
	return { ...computerEvent(value, name, description), nestedIn: 'computer', details };
}

/** All events, sorted by name. */
export const EVENTS: readonly EventRow[] = [
	computerEvent('ComputerAdded', 'Computer Added', 'A computer without an existing record enrolled'),
	computerResult(
		'ComputerCheckIn',
		'Computer Check-In',
		'A computer checked in for policies',
		keepNames('trigger', 'username'),
	),
	computerEvent('ComputerInventoryCompleted', 'Computer Inventory Completed', 'A computer submitted its inventory'),
	computerResult(
		'ComputerPatchPolicyCompleted',
		'Computer Patch Policy Completed',
		'A patch policy finished on a computer',
		{
			...keepNames('successful', 'patchPolicyId', 'patchPolicyName', 'softwareTitleId', 'softwareTitleName'),
			...keepNames('deployedVersion', 'eventActions'),
		},
	),
	computerResult(
		'ComputerPolicyFinished',
		'Computer Policy Finished',
		'A policy finished on a computer',
		keepNames('successful', 'policyId'),
	),
	computerEvent(
		'ComputerPushCapabilityChanged',
		'Computer Push Capability Changed',
		'A computer gained or lost the ability to receive push notifications',
	),
	{
		value: 'DeviceAddedToDEP',
		name: 'Device Added to DEP',
		description: 'A device was assigned to an Automated Device Enrollment instance',
		subject: 'device',
		fields: keepNames(
			'serialNumber',
			'model',
			'description',
			'assetTag',
			'deviceAssignedDate',
			'deviceEnrollmentProgramInstanceId',
		),
	},
	{
		value: 'DeviceRateLimited',
		name: 'Device Rate Limited',
		description: 'A device sent too many requests. Jamf does not document the payload.',
		subject: 'device',
		fields: {},
	},
	{
		value: 'JSSShutdown',
		name: 'JSS Shutdown',
		description: 'The Jamf Pro web application stopped',
		subject: 'server',
		fields: SERVER,
	},
	{
		value: 'JSSStartup',
		name: 'JSS Startup',
		description: 'The Jamf Pro web application started',
		subject: 'server',
		fields: SERVER,
	},
	mobileDeviceEvent('MobileDeviceCheckIn', 'Mobile Device Check-In', 'A mobile device checked in'),
	mobileDeviceEvent(
		'MobileDeviceCommandCompleted',
		'Mobile Device Command Completed',
		'A mobile device completed a command. The payload does not name the command.',
	),
	mobileDeviceEvent('MobileDeviceEnrolled', 'Mobile Device Enrolled', 'A mobile device enrolled'),
	mobileDeviceEvent(
		'MobileDeviceInventoryCompleted',
		'Mobile Device Inventory Completed',
		'A mobile device submitted its inventory',
	),
	mobileDeviceEvent(
		'MobileDevicePushSent',
		'Mobile Device Push Sent',
		'A push notification was sent to a mobile device',
	),
	mobileDeviceEvent('MobileDeviceUnEnrolled', 'Mobile Device UnEnrolled', 'A mobile device is no longer enrolled'),
	{
		value: 'PatchSoftwareTitleUpdated',
		name: 'Patch Software Title Updated',
		description: 'A patch software title has a new version',
		subject: 'patchTitle',
		fields: { ...ID, ...keepNames('name', 'latestVersion', 'lastUpdate', 'reportUrl') },
	},
	{
		value: 'PushSent',
		name: 'Push Sent',
		description: 'A push notification was sent',
		subject: 'push',
		fields: { ...ID, ...keepNames('type', 'managementId') },
	},
	{
		value: 'RestAPIOperation',
		name: 'REST API Operation',
		description: 'A client sent an API request. This includes requests from n8n.',
		subject: 'operation',
		fields: {
			type: ['restAPIOperationType'],
			objectType: ['objectTypeName'],
			objectId: ['objectID'],
			objectName: ['objectName'],
			user: ['authorizedUsername'],
			successful: ['operationSuccessful'],
		},
	},
	{
		value: 'SCEPChallenge',
		name: 'SCEP Challenge',
		description: 'A device requires a SCEP challenge. The challenge is only included if Output is As Received.',
		subject: 'device',
		fields: { ...ID, name: ['deviceName'], ...keepNames('serialNumber', 'udid', 'product', 'targetDevice') },
		omitted: ['challenge'],
	},
	groupEvent('Computer', 'Computer', 'computerGroup'),
	groupEvent('MobileDevice', 'Mobile Device', 'mobileDeviceGroup'),
	groupEvent('User', 'User', 'userGroup'),
];

export function findEvent(value: unknown): EventRow | undefined {
	return EVENTS.find((event) => event.value === value);
}
