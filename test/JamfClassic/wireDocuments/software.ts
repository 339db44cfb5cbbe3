import type { WireDocument } from './types';

const DIRECTORY = `<limitations>
	<users><user><id>anna</id><name>anna</name></user></users>
	<user_groups><user_group><id>6f1c6d1e-0000-4c5e-9a55-1b2c3d4e5f60</id><name>Staff</name></user_group></user_groups>
	<network_segments><size>0</size></network_segments>
</limitations>`;

const CATEGORY =
	'<category><id>4</id><name>Apps</name><display_in>true</display_in><feature_in>false</feature_in></category>';

export const software: WireDocument[] = [
	{
		resource: 'policy',
		what: 'views of other elements, a window without executions, accounts with passwords',
		reads: 1,
		xml: `<policy>
	<general>
		<id>7</id><name>Nightly</name><enabled>true</enabled><trigger>EVENT</trigger><frequency>Ongoing</frequency>
		<retry_event>none</retry_event><retry_attempts>-1</retry_attempts>
		<category><id>-1</id><name>No category assigned</name></category>
		<date_time_limitations>
			<activation_date>2026-12-01 08:00:00</activation_date><activation_date_epoch>1796112000000</activation_date_epoch>
			<activation_date_utc>2026-12-01T08:00:00.000+0000</activation_date_utc>
			<expiration_date/><expiration_date_epoch>0</expiration_date_epoch><expiration_date_utc/>
			<no_execute_on><day>Sun</day></no_execute_on>
			<no_execute_start>5:00 PM</no_execute_start><no_execute_end>12:00 AM</no_execute_end>
		</date_time_limitations>
		<network_limitations>
			<minimum_network_connection>No Minimum</minimum_network_connection><any_ip_address>false</any_ip_address>
			<network_segments><network_segment><id>1</id><name>HQ</name></network_segment></network_segments>
		</network_limitations>
		<override_default_settings>
			<target_drive>default</target_drive><distribution_point/><force_afp_smb>false</force_afp_smb><sus>default</sus>
			<netboot_server>current</netboot_server>
		</override_default_settings>
		<network_requirements>Any</network_requirements>
		<site><id>-1</id></site>
	</general>
	<self_service>
		<use_for_self_service>true</use_for_self_service>
		<notification>true</notification><notification>Self Service and Notification Center</notification>
		<self_service_categories>${CATEGORY}</self_service_categories>
	</self_service>
	<scripts><size>1</size><script><id>3</id><name>Clean</name><priority>At Reboot</priority></script></scripts>
	<printers><leave_existing_default/></printers>
	<account_maintenance>
		<accounts><size>1</size><account>
			<action>Reset</action><username>admin</username>
			<password_sha256>********************</password_sha256>
		</account></accounts>
		<management_account><action>doNotChange</action></management_account>
		<open_firmware_efi_password>
			<of_mode>command</of_mode><of_password_sha256>********************</of_password_sha256>
		</open_firmware_efi_password>
	</account_maintenance>
	<reboot><specify_startup/><no_user_logged_in>Do not restart</no_user_logged_in></reboot>
	<disk_encryption><action>remediate</action><remediate_key_type>Individual</remediate_key_type></disk_encryption>
</policy>`,
		sent: [
			'<no_execute_start>65:00 AM</no_execute_start><no_execute_end>48:00 AM</no_execute_end>',
			'<activation_date>2026-12-01 08:00:00</activation_date><expiration_date/>',
			'<network_requirements>Any</network_requirements>',
			'<priority>At Reboot</priority>',
			'<notification>true</notification><notification_type>Self Service and Notification Center</notification_type>',
			'<display_in>true</display_in>',
			'<printers/>',
			'<specify_startup/>',
		],
		notSent: [
			'network_limitations',
			'override_default_settings',
			'_epoch',
			'_utc',
			'leave_existing_default',
			'<accounts>',
			'of_mode',
			'password',
			'remediate',
		],
	},
	{
		resource: 'macosConfigurationProfile',
		what: 'the level in the spelling of reads, what reads always return, a section whose password is not returned',
		reads: 1,
		xml: `<os_x_configuration_profile>
	<general>
		<id>7</id><name>Wi-Fi</name><description>Keep me</description><level>System</level>
		<distribution_method>Install Automatically</distribution_method><uuid>1234</uuid>
		<redeploy_on_update>Newly Assigned</redeploy_on_update>
	</general>
	<self_service>
		<self_service_categories>${CATEGORY}</self_service_categories>
		<notification>true</notification><notification>Self Service and Notification Center</notification>
	</self_service>
</os_x_configuration_profile>`,
		sent: ['<level>Computer</level>', '<description>Keep me</description>'],
		notSent: ['redeploy_on_update', '<self_service>'],
	},
	{
		resource: 'mobileDeviceConfigurationProfile',
		what: 'the alias of the description, and categories without display_in',
		reads: 1,
		xml: `<configuration_profile>
	<general>
		<id>7</id><name>Kiosk</name><description>Keep me</description><level>System</level>
		<redeploy_on_update>Newly Assigned</redeploy_on_update>
	</general>
	<self_service>
		<self_service_description/>
		<self_service_categories><size>1</size><category><id>4</id><name>Apps</name></category></self_service_categories>
	</self_service>
</configuration_profile>`,
		sent: [
			'<level>Device</level>',
			'<description>Keep me</description>',
			'<category><id>4</id><name>Apps</name><display_in>true</display_in></category>',
		],
		notSent: ['self_service_description', 'redeploy_on_update'],
	},
	{
		resource: 'macApp',
		what: 'counts and codes of licenses, directory groups, targets that cannot be written',
		xml: `<mac_application>
	<general><id>7</id><name>Pages</name><version>1</version><is_free>true</is_free><bundle_id>a.b</bundle_id><url>https://x</url></general>
	<scope>
		<all_computers>false</all_computers><all_jss_users>false</all_jss_users>
		<buildings/><departments/><computers><computer><id>1</id><name>Mac</name></computer></computers>
		<computer_groups/><jss_users/><jss_user_groups/>
		${DIRECTORY}
		<exclusions>
			<buildings/><departments/><users/><user_groups/><network_segments/><computers/><computer_groups/>
			<mobile_device_groups><mobile_device_group><id>2</id><name>iPads</name></mobile_device_group></mobile_device_groups>
			<jss_users/><jss_user_groups/>
		</exclusions>
	</scope>
	<vpp_codes/>
	<vpp>
		<assign_vpp_device_based_licenses>true</assign_vpp_device_based_licenses><vpp_admin_account_id>1</vpp_admin_account_id>
		<total_vpp_licenses>10</total_vpp_licenses><remaining_vpp_licenses>4</remaining_vpp_licenses>
		<used_vpp_licenses>6</used_vpp_licenses>
	</vpp>
</mac_application>`,
		sent: [
			'<limitations><users><user><name>anna</name></user></users><user_groups><user_group><name>Staff</name></user_group></user_groups><network_segments/></limitations>',
			'<all_jss_users>false</all_jss_users><computers><computer><id>1</id><name>Mac</name></computer></computers><computer_groups/>',
		],
		notSent: ['mobile_device_group', '6f1c6d1e', 'vpp_codes', 'total_vpp_licenses', 'used_vpp_licenses'],
	},
	{
		resource: 'mobileDeviceApp',
		what: 'copies of other elements and button texts',
		xml: `<mobile_device_application>
	<general>
		<id>7</id><name>Pages</name><display_name>Pages</display_name><description>Mirror</description><bundle_id>a.b</bundle_id>
		<version>1</version><internal_app>false</internal_app><os_type>iOS</os_type>
		<make_available_after_install>true</make_available_after_install>
		<mobile_device_provisioning_profile>0</mobile_device_provisioning_profile><url>https://x</url>
		<deployment_type>Install Automatically/Prompt Users to Install</deployment_type><deploy_automatically>true</deploy_automatically>
	</general>
	<self_service>
		<self_service_description>Mirror</self_service_description>
		<self_service_install_button_text>Install</self_service_install_button_text>
		<self_service_after_install_button_text>Again</self_service_after_install_button_text>
		<self_service_categories><category><id>4</id><name>Apps</name><display_in>true</display_in></category></self_service_categories>
		<notification>true</notification>
	</self_service>
	<vpp_codes><size>0</size></vpp_codes>
	<vpp><total_vpp_licenses>1</total_vpp_licenses></vpp>
</mobile_device_application>`,
		sent: [
			'<self_service_description>Mirror</self_service_description>',
			'<self_service_after_install_button_text>Again</self_service_after_install_button_text>',
			'<deploy_automatically>true</deploy_automatically>',
			'<os_type>iOS</os_type>',
		],
		notSent: ['<description>', 'deployment_type', '<url>', 'vpp_codes', 'total_vpp_licenses'],
	},
	{
		resource: 'mobileDeviceApp',
		what: 'an empty choice, which would be replaced by the default',
		reads: 1,
		xml: '<mobile_device_application><general><id>7</id><name>Own</name><os_type/></general></mobile_device_application>',
		sent: ['<name>Own</name>'],
		notSent: ['os_type'],
	},
	{
		resource: 'patchPolicy',
		what: 'what comes from the target version',
		xml: `<patch_policy>
	<general>
		<id>7</id><name>Firefox</name><enabled>true</enabled><target_version>1</target_version><release_date>1</release_date>
		<incremental_update>false</incremental_update><reboot>false</reboot><minimum_os>13</minimum_os>
		<kill_apps><kill_app><kill_app_name>Firefox</kill_app_name><kill_app_bundle_id>a.b</kill_app_bundle_id></kill_app></kill_apps>
		<distribution_method>prompt</distribution_method>
	</general>
</patch_policy>`,
		sent: ['<target_version>1</target_version><distribution_method>prompt</distribution_method>'],
		notSent: ['incremental_update', 'reboot', 'kill_app', 'minimum_os', 'release_date'],
	},
	{
		resource: 'licensedSoftware',
		what: 'the default platform and the computers',
		xml: `<licensed_software>
	<general><id>7</id><name>Office</name><platform>Any</platform></general>
	<software_definitions><definition><compare_type>is</compare_type><name>Word</name></definition></software_definitions>
	<font_definitions/><plugin_definitions/>
	<licenses><license><license_type>Standard</license_type><license_count>Unlimited</license_count><attachments/></license></licenses>
	<computers><computer><id>1</id><name>Mac</name><udid>U</udid></computer></computers>
</licensed_software>`,
		sent: ['<platform>Any</platform>', '<license_count>Unlimited</license_count>'],
		notSent: ['computers', 'font_definitions', 'plugin_definitions', 'attachments'],
	},
	{
		resource: 'diskEncryptionConfiguration',
		what: 'the spelling of reads, and a key whose password is not returned',
		reads: 1,
		xml: `<disk_encryption_configuration>
	<id>7</id><name>FV</name><key_type>Individual and Institutional</key_type>
	<file_vault_enabled_users>Current or Next User</file_vault_enabled_users>
	<institutional_recovery_key>
		<key>CN=x</key><certificate_type>PKCS12</certificate_type><password_sha256>********************</password_sha256><data>AAA</data>
	</institutional_recovery_key>
</disk_encryption_configuration>`,
		sent: ['<key_type>Individual And Institutional</key_type>'],
		notSent: ['institutional_recovery_key'],
	},
	{
		resource: 'diskEncryptionConfiguration',
		what: 'an empty recovery key, which gets 409',
		xml: `<disk_encryption_configuration><id>7</id><name>FV</name><key_type>Individual</key_type>
	<institutional_recovery_key><key/><certificate_type/><password_sha256/><data/></institutional_recovery_key></disk_encryption_configuration>`,
		notSent: ['institutional_recovery_key'],
	},
	{
		resource: 'distributionPoint',
		what: 'marks of passwords',
		xml: `<distribution_point><id>7</id><name>DP</name><connection_type>SMB</connection_type><share_name>s</share_name>
	<ssh_password_sha256>********************</ssh_password_sha256><password_sha256>********************</password_sha256></distribution_point>`,
		notSent: ['sha256'],
	},
	{
		resource: 'printer',
		what: 'two elements that the published document lacks',
		xml: '<printer><id>7</id><name>P</name><shared>true</shared><os_requirements>13</os_requirements></printer>',
		sent: ['<shared>true</shared><os_requirements>13</os_requirements>'],
	},
	{
		resource: 'patchExternalSource',
		what: 'two switches',
		xml: `<patch_external_source><id>7</id><name>S</name><enabled>true</enabled>
	<certificate_validation_enabled>false</certificate_validation_enabled><port>443</port></patch_external_source>`,
		sent: ['<enabled>true</enabled>', '<certificate_validation_enabled>false</certificate_validation_enabled>'],
	},
	{
		resource: 'restrictedSoftware',
		what: 'local users by name',
		xml: `<restricted_software><general><id>7</id><name>R</name><process_name>x</process_name></general>
	<scope><all_computers>true</all_computers><exclusions><users><user><name>anna</name></user></users></exclusions></scope></restricted_software>`,
		sent: ['<exclusions><users><user><name>anna</name></user></users></exclusions>'],
	},
];
