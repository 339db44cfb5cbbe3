/** jamf-behavior 6.2: all 23. */
const EVENTS = [
	'ComputerAdded',
	'ComputerCheckIn',
	'ComputerInventoryCompleted',
	'ComputerPatchPolicyCompleted',
	'ComputerPolicyFinished',
	'ComputerPushCapabilityChanged',
	'DeviceAddedToDEP',
	'DeviceRateLimited',
	'JSSShutdown',
	'JSSStartup',
	'MobileDeviceCheckIn',
	'MobileDeviceCommandCompleted',
	'MobileDeviceEnrolled',
	'MobileDeviceInventoryCompleted',
	'MobileDevicePushSent',
	'MobileDeviceUnEnrolled',
	'PatchSoftwareTitleUpdated',
	'PushSent',
	'RestAPIOperation',
	'SCEPChallenge',
	'SmartGroupComputerMembershipChange',
	'SmartGroupMobileDeviceMembershipChange',
	'SmartGroupUserMembershipChange',
] as const;

export type WebhookEvent = (typeof EVENTS)[number];

export const isEvent = (text: string): text is WebhookEvent => EVENTS.some((event) => event === text);
