import type { NodeRule } from './rule';

/** All other resources. */
export const otherRules: readonly NodeRule[] = [
	...(['account', 'accountGroup'] as const).map((resource): NodeRule => {
		const root = resource === 'account' ? 'account' : 'group';
		return {
			section: resource === 'account' ? '11.20' : '11.21',
			rule: 'completes a part of the privileges with the stored ones, because Jamf replaces all of them',
			resource,
			stored: `<${root}><id>7</id><privilege_set>Custom</privilege_set><privileges><jss_objects><privilege>Read Scripts</privilege></jss_objects><jss_settings><privilege>Read SSO Settings</privilege></jss_settings></privileges></${root}>`,
			given: { privileges: { jss_objects: ['Read Computers'] } },
			sends: `<${root}><privileges><jss_objects><privilege>Read Computers</privilege></jss_objects><jss_settings><privilege>Read SSO Settings</privilege></jss_settings></privileges></${root}>`,
		};
	}),
	{
		section: '11.23',
		rule: 'sends empty criteria, which clear the list',
		resource: 'advancedComputerSearch',
		given: { criteria: [] },
		sends: '<advanced_computer_search><criteria/></advanced_computer_search>',
	},
	{
		section: '11.24',
		rule: 'sends user names and groups, and nothing that is derived from them',
		resource: 'class',
		given: {
			id: 7,
			source: 'N/A',
			students: ['anna'],
			student_ids: [1],
			teacher_ids: [2],
			mobile_device_group_ids: [3],
			mobile_devices: [{ name: 'A' }],
		},
		sends:
			'<class><id>7</id><students><student>anna</student></students><mobile_device_group_ids><id>3</id></mobile_device_group_ids></class>',
	},
	{
		section: '11.28',
		rule: 'sends an empty ssh_username, which a new invitation requires',
		resource: 'computerInvitation',
		operation: 'create',
		given: { invitation_type: 'USER_INITIATED_URL', enroll_into_site: { id: 1 } },
		sends:
			'<computer_invitation><invitation_type>USER_INITIATED_URL</invitation_type><ssh_username/><enroll_into_site><id>1</id></enroll_into_site></computer_invitation>',
	},
	{
		section: '11.28',
		rule: 'rejects the type that cannot be created',
		resource: 'computerInvitation',
		operation: 'create',
		given: { invitation_type: 'DEP_CUSTOM_ENROLL' },
		rejects: '"DEP_CUSTOM_ENROLL" is not a valid value of invitation_type',
	},
	{
		section: '11.29',
		rule: 'sends the empty block that PowerBroker requires',
		resource: 'directoryBinding',
		given: { type: 'PowerBroker Identity Services' },
		sends:
			'<directory_binding><type>PowerBroker Identity Services</type><powerbroker_identity_services/></directory_binding>',
	},
	{
		section: '11.29',
		rule: 'completes a part of a block, because Jamf resets what it omits',
		resource: 'directoryBinding',
		stored:
			'<directory_binding><id>7</id><type>Open Directory</type><open_directory><encrypt_using_ssl>true</encrypt_using_ssl><use_for_contacts>true</use_for_contacts></open_directory></directory_binding>',
		given: { open_directory: { use_for_contacts: false } },
		sends:
			'<directory_binding><open_directory><encrypt_using_ssl>true</encrypt_using_ssl><use_for_contacts>false</use_for_contacts></open_directory></directory_binding>',
	},
	{
		section: '11.34',
		rule: 'sends the group attribute as text, and nothing that is read-only or always returned empty',
		resource: 'ldapServer',
		stored: '<ldap_server><connection><id>7</id><name>A</name><referral_response/></connection></ldap_server>',
		given: {
			connection: { id: 7, name: 'A', is_enabled: true, certificates_used: '', referral_response: '' },
			mappings_for_users: { user_group_membership_mappings: { map_user_membership_to_group_field: 'member' } },
		},
		sends:
			'<ldap_server><connection><id>7</id><name>A</name></connection><mappings_for_users><user_group_membership_mappings><map_user_membership_to_group_field>member</map_user_membership_to_group_field></user_group_membership_mappings></mappings_for_users></ldap_server>',
	},
	{
		section: '11.41',
		rule: 'rejects a message without the command that shows it',
		resource: 'mobileDeviceCommand',
		operation: 'send',
		given: { general: { command: 'UpdateInventory', lost_mode_message: 'Lost' }, mobile_devices: [{ id: 1 }] },
		rejects: 'Jamf keeps general.lost_mode_message only while command is "EnableLostMode"',
	},
	{
		section: '11.43',
		rule: 'leaves out what the server creates, and sends one of two names',
		resource: 'mobileDeviceEnrollmentProfile',
		given: {
			general: { id: 7, name: 'A', uuid: 'U', invitation: '5' },
			location: { realname: 'Anna', real_name: 'Anna' },
			attachments: [],
		},
		sends:
			'<mobile_device_enrollment_profile><general><id>7</id><name>A</name></general><location><realname>Anna</realname></location></mobile_device_enrollment_profile>',
	},
	{
		section: '11.46',
		rule: 'converts the names of reads to those of writes',
		resource: 'mobileDeviceInvitation',
		operation: 'create',
		given: {
			id: 5,
			invitation_type: 'USER_INITIATED_URL',
			multiple_uses_allowed: true,
			login_required: true,
			site: { id: 3, name: 'Berlin' },
		},
		sends:
			'<mobile_device_invitation><id>5</id><invitation_type>USER_INITIATED_URL</invitation_type><allow_multiple_uses>true</allow_multiple_uses><require_login>true</require_login><enroll_into_site><id>3</id><name>Berlin</name></enroll_into_site></mobile_device_invitation>',
	},
	{
		section: '11.47',
		rule: 'leaves the display name and what comes from the data out',
		resource: 'mobileDeviceProvisioningProfile',
		operation: 'create',
		given: { general: { id: 7, name: 'A', display_name: 'B', uuid: 'U', profile: { data: 'QQ==' } } },
		sends:
			'<mobile_device_provisioning_profile><general><id>7</id><name>A</name><profile><data>QQ==</data></profile></general></mobile_device_provisioning_profile>',
	},
	{
		section: '11.48',
		rule: 'leaves servers out, and sends an empty building',
		resource: 'networkSegment',
		given: { id: 7, swu_server: 'a', distribution_point: 'b', building: '', override_buildings: true },
		sends: '<network_segment><id>7</id><building/><override_buildings>true</override_buildings></network_segment>',
	},
	{
		section: '11.49',
		rule: 'does not send an empty port, which Jamf would ignore',
		resource: 'patchExternalSource',
		given: { name: 'A', enabled: true, port: '' },
		sends: '<patch_external_source><name>A</name><enabled>true</enabled></patch_external_source>',
	},
	{
		section: '11.57',
		rule: 'leaves the criteria of a static group out',
		resource: 'userGroup',
		given: { id: 7, name: 'A', is_smart: false, criteria: [], users: [{ id: 1 }] },
		sends:
			'<user_group><id>7</id><name>A</name><is_smart>false</is_smart><users><user><id>1</id></user></users></user_group>',
	},
	{
		section: '11.57',
		rule: 'leaves the users of a smart group out',
		resource: 'userGroup',
		given: { id: 7, name: 'A', is_smart: true, users: [{ id: 1 }] },
		sends: '<user_group><id>7</id><name>A</name><is_smart>true</is_smart></user_group>',
	},
	{
		section: '11.57',
		rule: 'says so if the users were not read',
		resource: 'userGroup',
		operation: 'create',
		given: { name: 'A', is_smart: true, users: [{ id: 1 }] },
		sends: '<user_group><name>A</name><is_smart>true</is_smart></user_group>',
		hint: ': users.',
	},
	{
		section: '11.27',
		rule: 'leaves the computers of a smart group out, and says so if they were not read',
		resource: 'computerGroup',
		given: { is_smart: true, computers: [{ id: 1 }] },
		sends: '<computer_group><is_smart>true</is_smart></computer_group>',
		hint: ': computers.',
	},
	{
		section: '11.27',
		rule: 'says nothing about an empty list of computers of a smart group',
		resource: 'computerGroup',
		operation: 'create',
		given: { name: 'A', is_smart: true, computers: [] },
		sends: '<computer_group><name>A</name><is_smart>true</is_smart></computer_group>',
	},
	{
		section: '11.59',
		rule: 'sends general in the order of the SDK',
		resource: 'volumePurchasingInvitation',
		given: { general: { message: 'M', require_login: true, subject: 'S', sender_name: 'IT', name: 'A' } },
		sends:
			'<vpp_invitation><general><name>A</name><sender_name>IT</sender_name><subject>S</subject><message>M</message><require_login>true</require_login></general></vpp_invitation>',
	},
	{
		section: '11.61',
		rule: 'leaves display fields out, and says so',
		resource: 'webhook',
		stored: '<webhook><id>7</id></webhook>',
		given: { enabled: false, display_fields: [{ name: 'Model' }] },
		sends: '<webhook><enabled>false</enabled></webhook>',
		hint: ': display_fields.',
	},
	{
		section: '11.61',
		rule: 'sends the empty user name that clears the stored one, and accepts MTLS',
		resource: 'webhook',
		given: { authentication_type: 'MTLS', username: '', smart_group_id: -1 },
		sends:
			'<webhook><authentication_type>MTLS</authentication_type><username/><smart_group_id>-1</smart_group_id></webhook>',
	},
];
