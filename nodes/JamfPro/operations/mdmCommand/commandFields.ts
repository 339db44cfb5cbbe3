import type { INodeProperties } from 'n8n-workflow';

/** A field of commands, as Jamf's document describes it. Other fields are written as JSON. */
export interface CommandField extends Pick<INodeProperties, 'description' | 'options' | 'placeholder'> {
	label: string;
	/** The commands with this field. */
	commands: string[];
	/** `list`: text that is split. `secret`: hidden while it is typed. Default: text. */
	type?: 'boolean' | 'list' | 'multiOptions' | 'options' | 'secret' | 'text';
	default?: INodeProperties['default'];
	/** A field that must be on for this one to be shown. */
	with?: string;
	/** Where the value belongs in the command. Default: its name. */
	path?: string;
}

const QUERIES = [
	'AvailableDeviceCapacity',
	'BatteryLevel',
	'BluetoothMAC',
	'BuildVersion',
	'DeviceCapacity',
	'DeviceName',
	'IsActivationLockEnabled',
	'IsMDMLostModeEnabled',
	'IsSupervised',
	'LastCloudBackupDate',
	'Model',
	'ModelName',
	'OSUpdateSettings',
	'OSVersion',
	'PhoneNumber',
	'ProductName',
	'SerialNumber',
	'TimeZone',
	'UDID',
	'WiFiMAC',
];

const asOptions = (values: readonly string[]) => values.map((value) => ({ name: value, value }));

/** By name, in the order of the form. Booleans are only sent if they are on; off is what Apple does without them. */
export const COMMAND_FIELDS: Readonly<Record<string, CommandField>> = {
	message: { label: 'Message', commands: ['DEVICE_LOCK'], description: 'Shown on the lock screen' },
	phoneNumber: { label: 'Phone Number', commands: ['DEVICE_LOCK'], description: 'Shown on the lock screen' },
	pin: {
		label: 'PIN',
		type: 'secret',
		commands: ['DEVICE_LOCK', 'ERASE_DEVICE'],
		placeholder: 'e.g. 482913',
		description: 'Six characters, to unlock the computer afterwards. For computers only.',
	},
	obliterationBehavior: {
		label: 'Obliteration Behavior',
		type: 'options',
		commands: ['ERASE_DEVICE'],
		options: asOptions(['Always', 'Default', 'DoNotObliterate', 'ObliterateWithWarning']),
		default: 'Default',
		description: 'What a computer does if it cannot erase all content and settings',
	},
	preserveDataPlan: {
		label: 'Preserve Data Plan',
		type: 'boolean',
		commands: ['ERASE_DEVICE'],
		description: 'Whether a mobile device keeps its eSIM',
	},
	disallowProximitySetup: {
		label: 'Disallow Proximity Setup',
		type: 'boolean',
		commands: ['ERASE_DEVICE'],
		description: 'Whether a mobile device skips setup through a nearby device',
	},
	returnToService: {
		label: 'Return to Service',
		type: 'boolean',
		commands: ['ERASE_DEVICE'],
		path: 'returnToService.enabled',
		description: 'Whether a mobile device enrolls again by itself after it was erased',
	},
	wifiProfileData: {
		label: 'Wi-Fi Profile (Base64)',
		type: 'secret',
		commands: ['ERASE_DEVICE'],
		with: 'returnToService',
		path: 'returnToService.wifiProfileData',
		description: 'The profile of the network to join, as Base64',
	},
	lostModeMessage: {
		label: 'Message',
		commands: ['ENABLE_LOST_MODE'],
		description: 'Shown on the lock screen. Required without a phone number.',
	},
	lostModePhone: {
		label: 'Phone Number',
		commands: ['ENABLE_LOST_MODE'],
		description: 'Shown on the lock screen. Required without a message.',
	},
	lostModeFootnote: { label: 'Footnote', commands: ['ENABLE_LOST_MODE'] },
	notifyUser: {
		label: 'Notify User',
		type: 'boolean',
		commands: ['RESTART_DEVICE'],
		description: 'Whether a computer asks the user to restart instead of restarting at once',
	},
	rebuildKernelCache: {
		label: 'Rebuild Kernel Cache',
		type: 'boolean',
		commands: ['RESTART_DEVICE'],
		description: 'Whether a computer rebuilds its kernel cache during the restart',
	},
	kextPaths: {
		label: 'Kernel Extension Paths',
		type: 'list',
		commands: ['RESTART_DEVICE'],
		description: 'Only with Rebuild Kernel Cache. Separate multiple paths with commas or line breaks.',
	},
	queries: {
		label: 'Queries',
		type: 'multiOptions',
		commands: ['DEVICE_INFORMATION'],
		options: asOptions(QUERIES),
		default: ['AvailableDeviceCapacity', 'BatteryLevel', 'DeviceName', 'OSVersion'],
		description: 'What to ask the device for. An expression can contain any query that Apple supports.',
	},
	newPassword: {
		label: 'New Password',
		type: 'secret',
		commands: ['SET_RECOVERY_LOCK'],
		description: 'The new password of the recovery lock',
	},
	clearRecoveryLock: {
		label: 'Clear Password',
		type: 'boolean',
		commands: ['SET_RECOVERY_LOCK'],
		description: 'Whether to remove the recovery lock instead of setting a password',
	},
	userName: { label: 'Username', commands: ['DELETE_USER', 'UNLOCK_USER_ACCOUNT'] },
	forceDeletion: {
		label: 'Force Deletion',
		type: 'boolean',
		commands: ['DELETE_USER'],
		description: 'Whether to delete a user who has data that is not synchronized',
	},
	deleteAllUsers: {
		label: 'Delete All Users',
		type: 'boolean',
		commands: ['DELETE_USER'],
		description: 'Whether to delete all users instead of one',
	},
	guid: {
		label: 'Account GUID',
		commands: ['SET_AUTO_ADMIN_PASSWORD'],
		description:
			'GUID of the administrator account that enrollment created. Local Admin Password: Get Accounts returns it.',
	},
	password: {
		label: 'Password',
		type: 'secret',
		commands: ['REQUEST_MIRRORING', 'SET_AUTO_ADMIN_PASSWORD', 'VERIFY_RECOVERY_LOCK'],
	},
	unlockToken: {
		label: 'Unlock Token',
		type: 'secret',
		commands: ['CLEAR_PASSCODE'],
		description: 'The token as Base64, if it is not the one that Jamf Pro has stored',
	},
	identifier: { label: 'App Bundle ID', commands: ['APPLY_REDEMPTION_CODE'], placeholder: 'e.g. com.example.app' },
	redemptionCode: { label: 'Redemption Code', type: 'secret', commands: ['APPLY_REDEMPTION_CODE'] },
	esimServerUrl: {
		label: 'Server URL',
		commands: ['REFRESH_CELLULAR_PLANS'],
		placeholder: 'e.g. https://esim.example.com',
		description: 'Address of the eSIM server',
	},
	destinationName: { label: 'Destination Name', commands: ['REQUEST_MIRRORING'] },
	destinationDeviceId: {
		label: 'Destination MAC Address',
		commands: ['REQUEST_MIRRORING'],
		description: 'Required without a name',
	},
	appleCareToken: { label: 'AppleCare Token', type: 'secret', commands: ['TRIGGER_ENHANCED_LOG_COLLECTION'] },
};
