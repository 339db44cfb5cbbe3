/** What an error means: a stable code, what happened, and what to do next. */
export interface ErrorKind {
	code: string;
	summary: string;
	hint: string;
}

/** Error codes in the body of a Jamf Pro API response, with the next step for each (jamf-behavior 4.1, 4.4). */
export const PRO_CODES: Readonly<Record<string, string>> = {
	ALREADY_SCOPED:
		'The device is in the scope of another PreStage enrollment. Remove it there first, or leave it out of this request.',
	DEVICE_DOES_NOT_EXIST_ON_TOKEN:
		'The device is not assigned to the Automated Device Enrollment token of this PreStage enrollment. Check the serial number and its MDM server in Apple Business Manager, and wait for the next sync.',
	DUPLICATE_FIELD: 'Another object already uses this value. Choose a different one.',
	FIELD_REQUIRED: 'Set the field named in the message and run the workflow again.',
	INVALID_DEVICE: 'Check the ID of the device and whether it is managed.',
	INVALID_FIELD: 'Correct the field named in the message and run the workflow again.',
	INVALID_ID: 'Check the ID. IDs in the Jamf Pro API are numbers, except for management IDs and UUIDs.',
	OPTIMISTIC_LOCK_FAILED: 'The object was changed by somebody else in the meantime. Run the workflow again.',
};

interface ClassicText extends Partial<ErrorKind> {
	text: RegExp;
	summary: string;
	hint: string;
}

const SCOPE_TARGET = '(computer|mobile device|jss user|user|building|department|class|network segment|ibeacon)';

/** Error texts of the Classic API with status 409, most specific first (jamf-behavior 5.6). */
export const CLASSIC_CONFLICTS: readonly ClassicText[] = [
	{
		text: /^Not authorized for a user PUT/i,
		code: 'MISSING_PRIVILEGE',
		summary: 'The API client lacks the privilege "Update User"',
		hint: 'Changing the location or extension attributes of a device also updates its user. Add "Update User" to an API role of the client in Jamf Pro under Settings > API roles and clients. It takes effect with the next token.',
	},
	{
		text: /duplicate name/i,
		summary: 'Another object already has this name',
		hint: 'Choose a different name. If two stored objects share the name, rename one of them in Jamf Pro first.',
	},
	{
		text: /unable to match excluded/i,
		summary: 'An exclusion in the scope no longer exists',
		hint: 'The stored scope refers to a deleted object. Remove it from the exclusions, then run the workflow again.',
	},
	{
		text: /in deletions list/i,
		summary: 'A device to remove is not a member of the group',
		hint: 'Nothing was changed. Leave out devices that are not members, then run the workflow again.',
	},
	{
		text: /unmanaged and cannot be added/i,
		summary: 'Unmanaged devices cannot be added to a static group',
		hint: 'Nothing was changed. Leave out the devices with the IDs in the message, then run the workflow again.',
	},
	{
		text: /not site-enabled/i,
		summary: 'The device belongs to a different site than the group',
		hint: 'Move the device or the group to the same site, or leave the device out.',
	},
	{
		text: /problem matching limitation user group/i,
		summary: 'A directory group in the limitations was not found',
		hint: 'Check the exact name of the group. If the directory service was just configured, try again in a minute or two.',
	},
	{
		text: /groups cannot be assigned to an? /i,
		summary: 'The scope contains a kind of group that this object does not support',
		hint: 'Use computer groups for computers and mobile device groups for mobile devices.',
	},
	{
		text: new RegExp(`unable to match ${SCOPE_TARGET}`, 'i'),
		summary: 'The request refers to an object that does not exist',
		hint: 'Check the IDs and names of devices, groups and other targets. Members of a smart group cannot be set. Nothing was changed.',
	},
	{
		text: /no match found for/i,
		summary: 'The request refers to an object that does not exist',
		hint: 'Check the ID or name. To set no category or site, use the ID -1.',
	},
	{
		text: /put is not supported/i,
		summary: 'Objects of this type cannot be updated',
		hint: 'Delete the object and create a new one.',
	},
	{
		text: /os type is required/i,
		summary: 'The in-house app has no OS type',
		hint: 'Set general.os_type to iOS or tvOS in an update. Jamf ignores it when the app is created.',
	},
	{
		text: /problem with key type/i,
		summary: 'The key type is not valid',
		hint: 'Use Individual, Institutional or Individual And Institutional.',
	},
	{
		text: /certificate type is required/i,
		summary: 'The institutional recovery key has no certificate type',
		hint: 'Set institutional_recovery_key.certificate_type, or leave institutional_recovery_key out.',
	},
	{
		text: /problem with date_time_limitations/i,
		summary: 'A date or time in the date and time limitations is not valid',
		hint: 'Use YYYY-MM-DD HH:MM:SS for dates, and a time such as 9:05 AM for the no-execute window.',
	},
	{
		text: /problem with create account fields/i,
		summary: 'An account to create has no home directory',
		hint: 'Set home for each account with the action Create.',
	},
	{
		text: /problem with reset account fields/i,
		summary: 'An account to reset has no password',
		hint: 'Set password for each account with the action Reset. Jamf never returns stored passwords.',
	},
	{
		text: /problem with general/i,
		summary: 'The general section contains a field that cannot be written',
		hint: 'Leave out general.network_limitations and general.override_default_settings.',
	},
	{
		text: /port number is invalid/i,
		summary: 'The port is not valid',
		hint: 'Use a number from 0 to 65535.',
	},
	{
		text: /username is required|^INVALID_REQUIRED/i,
		summary: 'A setting that the authentication type requires is empty',
		hint: 'Set the user name for basic authentication, or the header for header authentication.',
	},
	{
		text: /update the database/i,
		summary: 'Jamf could not save the change',
		hint: 'Another write may have interfered: try again. If it fails every time, the payload of a profile contains an unescaped & or <.',
	},
];
