import type { WriteRule } from './rule';

const COMPUTER = '<computer><location><room>5</room></location></computer>';
const ATTRIBUTES =
	'<computer><extension_attributes><extension_attribute><id>1</id><value>x</value></extension_attribute></extension_attributes></computer>';
const group = (content: string) => `<computer_group>${content}</computer_group>`;
const members = (element: string, ...ids: number[]) =>
	`<${element}>${ids.map((id) => `<computer><id>${id}</id></computer>`).join('')}</${element}>`;
const GROUP = group(`<name>{name}</name><is_smart>false</is_smart>${members('computers', 1, 2)}`);
const SMART = group('<name>{name}</name><is_smart>true</is_smart>');
const MEMBERS = 'computers.computer.id';
const mobileGroup = (content: string) => `<mobile_device_group>${content}</mobile_device_group>`;
const mobileMembers = (element: string, ...ids: number[]) =>
	`<${element}>${ids.map((id) => `<mobile_device><id>${id}</id></mobile_device>`).join('')}</${element}>`;
const MOBILE_GROUP = mobileGroup(
	`<name>{name}</name><is_smart>false</is_smart>${mobileMembers('mobile_devices', 1, 2)}`,
);
const invitation = (content: string) => `<computer_invitation>${content}</computer_invitation>`;
const INVITATION = '<invitation_type>USER_INITIATED_URL</invitation_type><ssh_username/>';
const mobileInvitation = (content: string) =>
	`<mobile_device_invitation><invitation_type>USER_INITIATED_URL</invitation_type>${content}</mobile_device_invitation>`;
const enrollment = (location: string) =>
	`<mobile_device_enrollment_profile><general><name>{name}</name></general><location>${location}</location></mobile_device_enrollment_profile>`;
const provisioning = (general: string) =>
	`<mobile_device_provisioning_profile><general>${general}</general></mobile_device_provisioning_profile>`;
const command = (name: string) => `/computercommands/command/${name}/id/1`;
const lost = (content: string) =>
	`<mobile_device_command><general><command>EnableLostMode</command>${content}</general><mobile_devices><mobile_device><id>1</id></mobile_device></mobile_devices></mobile_device_command>`;

/** Sections 11.24 to 11.28, 11.39, 11.41 and 11.43 to 11.47. */
export const deviceRules: readonly WriteRule[] = [
	{
		section: '11.24',
		rule: 'IDs of students and teachers come from their user names',
		type: 'classes',
		stored:
			'<class><name>{name}</name><students><student>{user}</student></students><student_ids><id>9</id></student_ids><teachers><teacher>{user}</teacher></teachers></class>',
		reads: { 'student_ids.id': '1', 'teacher_ids.id': '1' },
	},
	{
		section: '11.24',
		rule: 'mobile device groups are assigned with mobile_device_group_ids',
		type: 'classes',
		stored:
			'<class><name>{name}</name><mobile_device_group_ids><id>1</id></mobile_device_group_ids><mobile_device_group_id><id>2</id></mobile_device_group_id></class>',
		reads: { 'mobile_device_group_ids.id': '1', 'mobile_device_group_id.id': null },
	},
	{
		section: '11.24',
		rule: 'source, devices and the group are not written',
		type: 'classes',
		stored: '<class><name>{name}</name></class>',
		sent: '<class><source>Apple</source><mobile_devices><mobile_device><name>A</name></mobile_device></mobile_devices><mobile_device_group><id>1</id></mobile_device_group></class>',
		reads: { source: null, 'mobile_devices.mobile_device.name': null, 'mobile_device_group.id': null },
	},
	{
		section: '11.24',
		rule: 'an empty list of students clears them, an omitted list of teachers is kept',
		type: 'classes',
		stored:
			'<class><name>{name}</name><students><student>{user}</student></students><teachers><teacher>{user}</teacher></teachers></class>',
		sent: '<class><students/></class>',
		reads: { 'students.student': null, 'student_ids.id': null, 'teachers.teacher': '{user}' },
	},
	{
		section: '11.24',
		rule: 'the days of a meeting are letters',
		type: 'classes',
		stored:
			'<class><name>{name}</name><meeting_times><meeting_time><days>M W Th</days></meeting_time></meeting_times></class>',
		reads: { 'meeting_times.meeting_time.days': 'M W Th' },
	},
	...[
		['the location', COMPUTER],
		['extension attributes', ATTRIBUTES],
	].map(([what = '', sent = '']): WriteRule => ({
		section: '11.25',
		rule: `an update of ${what} requires the privilege Update User`,
		type: 'computers',
		sent,
		privileges: ['Update Computers'],
		status: 409,
		text: 'Error: Not authorized for a user PUT',
	})),
	{
		section: '11.25',
		rule: 'with the privilege Update User the location is stored',
		type: 'computers',
		sent: COMPUTER,
		privileges: ['Update Computers', 'Update User'],
		reads: { 'location.room': '5' },
	},
	{
		section: '11.39',
		rule: 'an update of the location requires the privilege Update User',
		type: 'mobiledevices',
		sent: '<mobile_device><location><room>5</room></location></mobile_device>',
		privileges: ['Update Mobile Devices'],
		status: 409,
		text: 'Error: Not authorized for a user PUT',
	},
	...['EnableRemoteDesktop', 'DisableRemoteDesktop'].map((name): WriteRule => ({
		section: '11.26',
		rule: `${name} is queued`,
		type: 'computercommands',
		method: 'POST',
		path: command(name),
		text: `<name>${name}</name>`,
	})),
	...['BlankPush', 'DeleteUser', 'DeviceLock', 'ScheduleOSUpdate'].map((name): WriteRule => ({
		section: '11.26',
		rule: `${name} is not queued`,
		type: 'computercommands',
		method: 'POST',
		path: command(name),
		status: 400,
		text: 'No command was queued',
	})),
	...['UpdateInventory', 'DeviceInformation', 'Settings', 'RedeployJamfManagementFramework'].map((name): WriteRule => ({
		section: '11.26',
		rule: `${name} gets 401`,
		type: 'computercommands',
		method: 'POST',
		path: command(name),
		status: 401,
	})),
	{
		section: '11.27',
		rule: 'additions and deletions are one change',
		type: 'computergroups',
		stored: GROUP,
		sent: group(members('computer_additions', 3) + members('computer_deletions', 2)),
		reads: { [MEMBERS]: '1, 3' },
	},
	{
		section: '11.27',
		rule: 'nothing of a change is applied when one entry is unknown',
		type: 'computergroups',
		stored: GROUP,
		sent: group(members('computer_additions', 3, 999)),
		status: 409,
		text: 'Error: Unable to match computer',
		notText: '999',
		reads: { [MEMBERS]: '1, 2' },
	},
	{
		section: '11.27',
		rule: 'members in a write of a smart group are rejected',
		type: 'computergroups',
		stored: SMART,
		sent: group(`<is_smart>true</is_smart>${members('computers', 1)}`),
		status: 409,
		text: 'Error: Unable to match computer',
	},
	{
		section: '11.27',
		rule: 'adding a member has no effect',
		type: 'computergroups',
		stored: GROUP,
		sent: group(members('computer_additions', 1)),
		reads: { [MEMBERS]: '1, 2' },
	},
	{
		section: '11.27',
		rule: 'deleting a computer that is not a member is rejected',
		type: 'computergroups',
		stored: GROUP,
		sent: group(members('computer_deletions', 5)),
		status: 409,
		text: 'Error: Unable to match computer in deletions list id= 5',
		reads: { [MEMBERS]: '1, 2' },
	},
	{
		section: '11.27',
		rule: 'unmanaged computers are rejected, with their IDs',
		type: 'computergroups',
		stored: GROUP,
		sent: group(members('computer_additions', 3, 12)),
		status: 409,
		text: 'Error: The computers with the following IDs are unmanaged and cannot be added to a computer group: 12',
		reads: { [MEMBERS]: '1, 2' },
	},
	{
		section: '11.10',
		rule: 'a computer of another site is rejected',
		type: 'computergroups',
		stored: group('<name>{name}</name><is_smart>false</is_smart><site><id>1</id></site>'),
		sent: group(members('computer_additions', 3)),
		status: 409,
		text: /Error: Computer \(ID:3, Name:[^)]+\) is not site-enabled for this site/,
	},
	{
		section: '11.27',
		rule: 'another and_or becomes and',
		type: 'computergroups',
		stored: SMART,
		sent: group('<criteria><criterion><name>Model</name><and_or>xor</and_or></criterion></criteria>'),
		reads: { 'criteria.criterion.and_or': 'and' },
	},
	{
		section: '11.28',
		rule: 'a new invitation without ssh_username is a server error',
		type: 'computerinvitations',
		method: 'POST',
		sent: invitation('<invitation_type>USER_INITIATED_URL</invitation_type>'),
		status: 500,
	},
	{
		section: '11.28',
		rule: 'the site is enroll_into_site',
		type: 'computerinvitations',
		stored: invitation(
			`${INVITATION}<enroll_into_site><id>1</id></enroll_into_site><site><id>2</id></site><invitation_status>USED</invitation_status>`,
		),
		reads: { 'enroll_into_site.id': '1', 'site.id': null, invitation_status: null },
	},
	{
		section: '11.28',
		rule: 'without enroll_into_site the site is none',
		type: 'computerinvitations',
		stored: invitation(INVITATION),
		reads: { 'enroll_into_site.id': '-1' },
	},
	{
		section: '11.28',
		rule: 'the element is multiple_uses_allowed',
		type: 'computerinvitations',
		stored: invitation(
			`${INVITATION}<multiple_uses_allowed>true</multiple_uses_allowed><multiple_users_allowed>false</multiple_users_allowed>`,
		),
		reads: { multiple_uses_allowed: 'true', multiple_users_allowed: null },
	},
	{
		section: '11.28',
		rule: 'DEP_CUSTOM_ENROLL cannot be created',
		type: 'computerinvitations',
		method: 'POST',
		sent: invitation('<invitation_type>DEP_CUSTOM_ENROLL</invitation_type><ssh_username/>'),
		status: 409,
	},
	...[
		['Unlimited', 'Unlimited'],
		['2026-12-01 08:00:37', '2026-12-01 08:00:00'],
	].map(([given = '', shown = '']): WriteRule => ({
		section: '11.28',
		rule: `the expiration date ${given} is stored within a minute`,
		type: 'computerinvitations',
		stored: invitation(`${INVITATION}<expiration_date>${given}</expiration_date>`),
		reads: { expiration_date: shown },
	})),
	...[
		['lost_mode_message', 201],
		['lost_mode_phone', 201],
		['lost_mode_footnote', 400],
	].map(([element, status]): WriteRule => ({
		section: '11.41',
		rule: `EnableLostMode with ${element} alone gets ${status}`,
		type: 'mobiledevicecommands',
		method: 'POST',
		path: '/mobiledevicecommands/command/EnableLostMode',
		sent: lost(`<${element}>x</${element}>`),
		status: Number(status),
	})),
	{
		section: '11.43',
		rule: 'omitted elements are kept, and empty ones are cleared',
		type: 'mobiledeviceenrollmentprofiles',
		stored: enrollment('<room>5</room><position>Teacher</position>'),
		sent: '<mobile_device_enrollment_profile><location><room/></location></mobile_device_enrollment_profile>',
		reads: { 'location.room': '', 'location.position': 'Teacher' },
	},
	{
		section: '11.43',
		rule: 'the pairs of names have one value',
		type: 'mobiledeviceenrollmentprofiles',
		stored: enrollment(
			'<real_name>Anna</real_name><realname>Anna</realname><phone>1</phone><phone_number>1</phone_number>',
		),
		reads: {
			'location.real_name': 'Anna',
			'location.realname': 'Anna',
			'location.phone': '1',
			'location.phone_number': '1',
		},
	},
	{
		section: '11.43',
		rule: 'the UUID, the invitation, attachments and the name of the site are not written',
		type: 'mobiledeviceenrollmentprofiles',
		stored:
			'<mobile_device_enrollment_profile><general><name>{name}</name><uuid>U</uuid><invitation>5</invitation><site><id>1</id><name>Other</name></site></general><attachments><attachment><id>1</id></attachment></attachments></mobile_device_enrollment_profile>',
		reads: {
			'general.uuid': null,
			'general.invitation': null,
			'general.site.id': '1',
			'general.site.name': 'Berlin',
			'attachments.attachment.id': null,
		},
	},
	{
		section: '11.44',
		rule: 'additions and deletions are one change, and deleting a device that is not a member is ignored',
		type: 'mobiledevicegroups',
		stored: MOBILE_GROUP,
		sent: mobileGroup(mobileMembers('mobile_device_additions', 3) + mobileMembers('mobile_device_deletions', 2, 5)),
		reads: { 'mobile_devices.mobile_device.id': '1, 3' },
	},
	{
		section: '11.44',
		rule: 'unmanaged devices are rejected, with their IDs',
		type: 'mobiledevicegroups',
		stored: MOBILE_GROUP,
		sent: mobileGroup(mobileMembers('mobile_device_additions', 9)),
		status: 409,
		text: 'unmanaged and cannot be added to a mobile device group: 9',
		reads: { 'mobile_devices.mobile_device.id': '1, 2' },
	},
	{
		section: '11.46',
		rule: 'invitations cannot be updated',
		type: 'mobiledeviceinvitations',
		stored: mobileInvitation(''),
		sent: mobileInvitation('<require_login>true</require_login>'),
		status: 409,
		text: 'Put is not supported',
	},
	{
		section: '11.46',
		rule: 'three elements are written with names of their own',
		type: 'mobiledeviceinvitations',
		stored: mobileInvitation(
			'<allow_multiple_uses>true</allow_multiple_uses><require_login>true</require_login><enroll_into_site><id>1</id></enroll_into_site>',
		),
		reads: { multiple_uses_allowed: 'true', login_required: 'true', 'enroll_into_site.id': '1' },
	},
	{
		section: '11.46',
		rule: 'the names of reads are ignored in a write',
		type: 'mobiledeviceinvitations',
		stored: mobileInvitation(
			'<multiple_uses_allowed>true</multiple_uses_allowed><login_required>true</login_required><site><id>1</id></site>',
		),
		reads: { multiple_uses_allowed: /^(false)?$/, login_required: /^(false)?$/, 'site.id': null },
	},
	{
		section: '11.46',
		rule: 'an empty target_ios becomes iOS 4',
		type: 'mobiledeviceinvitations',
		stored: mobileInvitation('<target_ios/>'),
		reads: { target_ios: 'iOS 4' },
	},
	{
		section: '11.47',
		rule: 'a profile with data cannot be changed, not even its name',
		type: 'mobiledeviceprovisioningprofiles',
		stored: provisioning('<name>{name}</name><profile><data>QQ==</data></profile>'),
		sent: provisioning('<name>{name} 2</name>'),
		status: 500,
		reads: { 'general.name': '{name}' },
	},
	...[
		'<display_name>{name} B</display_name><name>{name}</name>',
		'<name>{name} B</name><display_name>{name}</display_name>',
	].map((sent): WriteRule => ({
		section: '11.47',
		rule: `the last name of ${sent} sets both`,
		type: 'mobiledeviceprovisioningprofiles',
		stored: provisioning(sent),
		reads: { 'general.name': '{name}', 'general.display_name': '{name}' },
	})),
];
