import type { NodeRule } from './rule';

const mac = (content: string) => `<os_x_configuration_profile>${content}</os_x_configuration_profile>`;
const mobile = (content: string) => `<configuration_profile>${content}</configuration_profile>`;
const app = (content: string) => `<mobile_device_application>${content}</mobile_device_application>`;
const CENTER = 'Self Service and Notification Center';

/** Sections 11.38 and 11.42. */
export const profileRules: readonly NodeRule[] = [
	{
		section: '11.38',
		rule: 'converts the level of reads to that of writes, and leaves out what reads always return',
		resource: 'macosConfigurationProfile',
		stored: mac('<general><id>7</id><name>P</name></general>'),
		given: { general: { id: 7, name: 'P', level: 'System', redeploy_on_update: 'Newly Assigned' } },
		sends: mac('<general><id>7</id><name>P</name><level>Computer</level></general>'),
	},
	{
		section: '11.38',
		rule: 'sends a given redeploy_on_update',
		resource: 'macosConfigurationProfile',
		stored: mac('<general><id>7</id><name>P</name></general>'),
		given: { general: { redeploy_on_update: 'All' } },
		sends: mac('<general><redeploy_on_update>All</redeploy_on_update></general>'),
	},
	{
		section: '11.38',
		rule: 'rejects notifications that Jamf cannot store',
		resource: 'macosConfigurationProfile',
		stored: mac('<general><id>7</id></general>'),
		given: { self_service: { notification: [true, CENTER] } },
		rejects: 'self_service.notification cannot be stored',
	},
	{
		section: '11.42',
		rule: 'converts the level of reads to that of writes',
		resource: 'mobileDeviceConfigurationProfile',
		stored: mobile('<general><id>7</id><name>P</name></general>'),
		given: { general: { id: 7, name: 'P', level: 'System' } },
		sends: mobile('<general><id>7</id><name>P</name><level>Device</level></general>'),
	},
	{
		section: '11.42',
		rule: 'never sends self_service_description, which would erase the description',
		resource: 'mobileDeviceConfigurationProfile',
		stored: mobile('<general><id>7</id><name>P</name></general>'),
		given: {
			general: { id: 7, description: 'Keep me' },
			self_service: { self_service_description: '', self_service_categories: [{ id: 1, name: 'Apps' }] },
		},
		sends: mobile(
			'<general><id>7</id><description>Keep me</description></general><self_service><self_service_categories><category><id>1</id><name>Apps</name><display_in>true</display_in></category></self_service_categories></self_service>',
		),
	},
];

/** Software, disks and printers. */
export const softwareRules: readonly NodeRule[] = [
	{
		section: '11.30',
		rule: 'converts the key type of reads, and leaves an empty recovery key out',
		resource: 'diskEncryptionConfiguration',
		given: {
			name: 'A',
			key_type: 'Individual and Institutional',
			institutional_recovery_key: { key: '', certificate_type: '', password_sha256: '', data: '' },
		},
		sends:
			'<disk_encryption_configuration><name>A</name><key_type>Individual And Institutional</key_type></disk_encryption_configuration>',
	},
	{
		section: '11.32',
		rule: 'clears the classes of an ebook before it sends them',
		resource: 'ebook',
		given: { scope: { all_jss_users: false, classes: [{ id: 2 }] } },
		first: '<ebook><scope><all_jss_users>false</all_jss_users><classes/></scope></ebook>',
		sends:
			'<ebook><scope><all_jss_users>false</all_jss_users><classes><class><id>2</id></class></classes></scope></ebook>',
	},
	{
		section: '11.32',
		rule: 'leaves a value out that Jamf never stores, and says so',
		resource: 'ebook',
		given: { general: { name: 'A', deploy_as_managed: false } },
		sends: '<ebook><general><name>A</name></general></ebook>',
		hint: ': general.deploy_as_managed.',
	},
	{
		section: '11.35',
		rule: 'accepts the platform Any, and leaves out what is not stored',
		resource: 'licensedSoftware',
		given: {
			general: { id: 7, platform: 'Any' },
			font_definitions: [{ name: 'F' }],
			software_definitions: [{ compare_type: 'is', name: 'Word' }],
		},
		sends:
			'<licensed_software><general><id>7</id><platform>Any</platform></general><software_definitions><definition><compare_type>is</compare_type><name>Word</name></definition></software_definitions></licensed_software>',
	},
	{
		section: '11.35',
		rule: 'rejects another comparison',
		resource: 'licensedSoftware',
		stored: '<licensed_software><general><id>7</id></general></licensed_software>',
		given: { software_definitions: [{ compare_type: 'matches', name: 'Word' }] },
		rejects: '"matches" is not a valid value of software_definitions[0].compare_type',
	},
	{
		section: '11.37',
		rule: 'leaves license counts, codes and mobile device groups out',
		resource: 'macApp',
		given: {
			general: { id: 7, name: 'A' },
			scope: { computers: [], exclusions: { mobile_device_groups: [{ id: 1, name: 'iPads' }] } },
			vpp_codes: [],
			vpp: { assign_vpp_device_based_licenses: true, total_vpp_licenses: 5, used_vpp_licenses: 1 },
		},
		sends:
			'<mac_application><general><id>7</id><name>A</name></general><scope><computers/><exclusions/></scope><vpp><assign_vpp_device_based_licenses>true</assign_vpp_device_based_licenses></vpp></mac_application>',
	},
	{
		section: '11.40',
		rule: 'leaves copies of other elements out',
		resource: 'mobileDeviceApp',
		given: {
			general: {
				id: 7,
				name: 'A',
				description: 'x',
				deployment_type: 'Make Available in Self Service',
				url: 'https://a',
			},
			self_service: { self_service_description: 'x' },
		},
		sends: app(
			'<general><id>7</id><name>A</name></general><self_service><self_service_description>x</self_service_description></self_service>',
		),
	},
	{
		section: '11.40',
		rule: 'repeats the body of a new app with an update, which alone stores os_type',
		resource: 'mobileDeviceApp',
		operation: 'create',
		given: { general: { name: 'A', bundle_id: 'a.b', version: '1', os_type: 'tvOS' } },
		sends: app(
			'<general><name>A</name><bundle_id>a.b</bundle_id><version>1</version><os_type>tvOS</os_type></general>',
		),
		isRepeated: true,
	},
	{
		section: '11.51',
		rule: 'leaves out what comes from the target version',
		resource: 'patchPolicy',
		given: {
			general: { id: 7, enabled: true, release_date: 1, incremental_update: true, reboot: true, minimum_os: '13' },
		},
		sends: '<patch_policy><general><id>7</id><enabled>true</enabled></general></patch_policy>',
	},
	{
		section: '11.52',
		rule: 'sends the category by its own name',
		resource: 'patchTitle',
		given: { category: { id: 1 } },
		sends: '<patch_software_title><category><id>1</id></category></patch_software_title>',
	},
	{
		section: '11.54',
		rule: 'sends the elements that the document lacks',
		resource: 'printer',
		given: { shared: true, os_requirements: '13' },
		sends: '<printer><shared>true</shared><os_requirements>13</os_requirements></printer>',
	},
];
