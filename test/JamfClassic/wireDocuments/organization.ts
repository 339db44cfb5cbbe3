import type { WireDocument } from './types';

export const organization: WireDocument[] = [
	{
		resource: 'class',
		what: 'lists that the server derives',
		xml: `<class><id>7</id><source>N/A</source><name>Math</name><mobile_device_group><id>3</id><name>G</name></mobile_device_group>
	<students><student>anna</student></students><teachers><teacher>berta</teacher></teachers>
	<student_ids><id>1</id><id>2</id></student_ids><teacher_ids><id>5</id></teacher_ids>
	<mobile_devices><mobile_device><id>9</id></mobile_device></mobile_devices>
	<mobile_device_group_ids><id>3</id><id>4</id></mobile_device_group_ids></class>`,
		sent: [
			'<students><student>anna</student></students><teachers><teacher>berta</teacher></teachers>',
			'<mobile_device_group_ids><id>3</id><id>4</id></mobile_device_group_ids>',
		],
		notSent: ['student_ids', 'teacher_ids', 'source', '<mobile_devices>', '<mobile_device_group>'],
	},
	...['Active Directory', 'Open Directory', 'ADmitMac', 'Centrify'].map((type, index): WireDocument => {
		const block = [
			'<active_directory><forest>a.b</forest><cache_last_user>true</cache_last_user><local_home>true</local_home><mount_style>smb</mount_style><uid/><admin_groups>x</admin_groups></active_directory>',
			'<open_directory><encrypt_using_ssl>true</encrypt_using_ssl><use_for_contacts>false</use_for_contacts></open_directory>',
			'<admitmac><local_home>local</local_home><cached_credentials>10</cached_credentials><users_ou>u</users_ou></admitmac>',
			'<centrify><workstation_mode>true</workstation_mode><update_PAM>true</update_PAM><zone>z</zone></centrify>',
		][index];
		return {
			resource: 'directoryBinding',
			what: `the block of ${type}`,
			reads: 1,
			xml: `<directory_binding><id>7</id><name>B</name><priority>1</priority><username>u</username>
	<password_sha256>********************</password_sha256><type>${type}</type>${block}</directory_binding>`,
			sent: [`<type>${type}</type>${block}`],
			notSent: ['powerbroker', 'sha256'],
		};
	}),
	{
		resource: 'directoryBinding',
		what: 'the empty block of PowerBroker',
		xml: '<directory_binding><id>7</id><name>B</name><type>PowerBroker Identity Services</type><powerbroker_identity_services/></directory_binding>',
		sent: ['<type>PowerBroker Identity Services</type><powerbroker_identity_services/>'],
	},
	{
		resource: 'ldapServer',
		what: 'the name of an attribute that looks like a boolean, an empty choice, what the server derives',
		reads: 1,
		xml: `<ldap_server>
	<connection>
		<id>7</id><is_enabled>true</is_enabled><migrated_to_id>-1</migrated_to_id><name>AD</name><hostname>h</hostname>
		<account><distinguished_username>u</distinguished_username><password_sha256>********************</password_sha256></account>
		<referral_response/><certificates_used/>
	</connection>
	<mappings_for_users>
		<user_mappings><map_phone>telephoneNumber</map_phone></user_mappings>
		<user_group_membership_mappings><map_user_membership_to_group_field>member</map_user_membership_to_group_field></user_group_membership_mappings>
	</mappings_for_users>
</ldap_server>`,
		sent: [
			'<map_phone>telephoneNumber</map_phone>',
			'<map_user_membership_to_group_field>member</map_user_membership_to_group_field>',
		],
		notSent: ['is_enabled', 'migrated_to_id', 'certificates_used', 'referral_response', 'sha256'],
	},
	{
		resource: 'networkSegment',
		what: 'servers that cannot be written',
		xml: `<network_segment><id>7</id><name>HQ</name><starting_address>10.0.0.1</starting_address><ending_address>10.0.0.9</ending_address>
	<distribution_server/><distribution_point>DP</distribution_point><url/><swu_server>S</swu_server><building/></network_segment>`,
		sent: ['<ending_address>10.0.0.9</ending_address><building/>'],
		notSent: ['distribution', 'swu_server', 'url'],
	},
	{
		resource: 'account',
		what: 'a grid of privileges',
		reads: 1,
		xml: `<account><id>7</id><name>api</name><privilege_set>Custom</privilege_set><password_sha256>********************</password_sha256>
	<privileges><jss_objects><privilege>Read Buildings</privilege></jss_objects><recon/></privileges></account>`,
		sent: ['<privileges><jss_objects><privilege>Read Buildings</privilege></jss_objects><recon/></privileges>'],
		notSent: ['sha256'],
	},
	{
		resource: 'userGroup',
		what: 'a static group with an empty list of criteria',
		xml: `<user_group><id>7</id><name>S</name><is_smart>false</is_smart><criteria/><users><user><id>1</id><username>anna</username></user></users></user_group>`,
		sent: ['<users><user><id>1</id><username>anna</username></user></users>'],
		notSent: ['criteria'],
	},
	{
		resource: 'volumeAssignment',
		what: 'directory groups by name',
		xml: `<vpp_assignment><general><id>7</id><name>V</name><vpp_admin_account_id>1</vpp_admin_account_id></general>
	<scope><all_jss_users>false</all_jss_users><limitations><user_groups><user_group><id>abc-def</id><name>Staff</name></user_group></user_groups></limitations></scope></vpp_assignment>`,
		sent: ['<user_groups><user_group><name>Staff</name></user_group></user_groups>'],
		notSent: ['abc-def'],
	},
	{
		resource: 'volumePurchasingInvitation',
		what: 'the order of the SDK and the usages',
		xml: `<vpp_invitation><general><id>7</id><name>V</name><sender_name>a</sender_name><subject>s</subject>
	<auto_register_managed_users>true</auto_register_managed_users></general>
	<invitation_usages><usage><id>1</id><last_action_date_epoch>1</last_action_date_epoch></usage></invitation_usages></vpp_invitation>`,
		sent: [
			'<sender_name>a</sender_name><subject>s</subject><auto_register_managed_users>true</auto_register_managed_users>',
		],
		notSent: ['usage'],
	},
	{
		resource: 'volumePurchasingLocation',
		what: 'the name of the location',
		xml: '<vpp_account><id>7</id><name>V</name><location_name>HQ</location_name><contact>c</contact></vpp_account>',
		sent: ['<contact>c</contact>'],
		notSent: ['location_name'],
	},
	{
		resource: 'webhook',
		what: 'an authentication type and display fields',
		xml: `<webhook><id>7</id><name>W</name><url>https://x</url><event>ComputerAdded</event><authentication_type>MTLS</authentication_type>
	<smart_group_id>-1</smart_group_id><display_fields><size>1</size><display_field><name>UDID</name></display_field></display_fields></webhook>`,
		sent: ['<authentication_type>MTLS</authentication_type>', '<smart_group_id>-1</smart_group_id>'],
		notSent: ['display_field'],
	},
	{
		resource: 'activationCode',
		what: 'settings without an ID',
		xml: '<activation_code><organization_name>O</organization_name><code>AAAA</code></activation_code>',
		sent: ['<organization_name>O</organization_name><code>AAAA</code>'],
	},
];
