import type { WireDocument } from './types';

const GROUP = '<id>7</id><name>G</name>';
const MEMBER = '<id>1</id><name>Mac</name><serial_number>C02</serial_number>';

export const devices: WireDocument[] = [
	{
		resource: 'mobileDevice',
		what: 'the section security',
		xml: `<mobile_device><general><id>7</id><name>iPad</name><serial_number>S</serial_number><udid>U</udid></general>
	<location><username>anna</username></location>
	<security><data_protection>true</data_protection><lost_mode_enabled>Unsupervised Device</lost_mode_enabled></security></mobile_device>`,
		sent: ['<location><username>anna</username></location>'],
		notSent: ['security'],
	},
	{
		resource: 'computerGroup',
		what: 'a smart group with its members',
		xml: `<computer_group>${GROUP}<is_smart>true</is_smart>
	<criteria><size>1</size><criterion><name>Model</name><priority>0</priority><and_or>and</and_or><search_type>is</search_type><value>x</value></criterion></criteria>
	<computers><size>1</size><computer>${MEMBER}</computer></computers></computer_group>`,
		sent: ['<criteria><criterion><name>Model</name>'],
		notSent: ['<computers>'],
	},
	{
		resource: 'computerGroup',
		what: 'a static group with its members',
		xml: `<computer_group>${GROUP}<is_smart>false</is_smart><criteria/><computers><computer>${MEMBER}</computer></computers></computer_group>`,
		sent: [`<computers><computer>${MEMBER}</computer></computers>`],
		notSent: ['criteria'],
	},
	{
		resource: 'mobileDeviceGroup',
		what: 'a smart group with its members',
		xml: `<mobile_device_group>${GROUP}<is_smart>true</is_smart><criteria/><mobile_devices><mobile_device>${MEMBER}</mobile_device></mobile_devices></mobile_device_group>`,
		sent: ['<is_smart>true</is_smart><criteria/>'],
		notSent: ['mobile_devices'],
	},
	{
		resource: 'mobileDeviceEnrollmentProfile',
		what: 'what the server mints',
		xml: `<mobile_device_enrollment_profile><general>${GROUP}<invitation>123456789012345678901234567890123456789</invitation>
	<uuid>U</uuid><site><id>-1</id><name>None</name></site></general><attachments/></mobile_device_enrollment_profile>`,
		sent: ['<site><id>-1</id><name>None</name></site>'],
		notSent: ['invitation', 'uuid', 'attachments'],
	},
	{
		resource: 'mobileDeviceProvisioningProfile',
		what: 'what comes from the file',
		xml: `<mobile_device_provisioning_profile><general>${GROUP}<display_name>G</display_name><uuid>U</uuid>
	<creation_date_utc>2026</creation_date_utc><creation_date_epoch>1</creation_date_epoch>
	<profile><id>3</id><name>p</name><uri>/x</uri><data>AAA</data></profile></general></mobile_device_provisioning_profile>`,
		sent: ['<profile><name>p</name><data>AAA</data></profile>'],
		notSent: ['display_name', 'uuid', 'creation', 'uri'],
	},
	{
		resource: 'printer',
		what: 'elements of a newer server, which go back as they came and behind the same neighbour',
		reads: 1,
		xml: `<printer>${GROUP}<driverless>false</driverless><location>Hall</location>
	<trays><size>2</size><tray><n>1</n></tray><tray><n>2</n></tray></trays></printer>`,
		sent: [
			'<name>G</name><driverless>false</driverless>',
			'<location>Hall</location><trays><tray><n>1</n></tray><tray><n>2</n></tray></trays>',
		],
	},
	{
		resource: 'building',
		what: 'a list of a newer server with one entry',
		reads: 1,
		xml: `<building>${GROUP}<floors><size>1</size><floor>Ground</floor></floors></building>`,
		sent: ['<floors><floor>Ground</floor></floors>'],
	},
	{
		resource: 'building',
		what: 'a secret of a newer server, which is left out with a hint',
		reads: 1,
		xml: `<building>${GROUP}<door_password>********************</door_password></building>`,
		sent: ['<name>G</name>'],
		notSent: ['door_password'],
		hints: ['door_password'],
	},
	{
		resource: 'script',
		what: 'a value of a newer server',
		reads: 1,
		xml: `<script>${GROUP}<priority>At Login</priority></script>`,
		sent: ['<priority>At Login</priority>'],
	},
	{
		resource: 'package',
		what: 'a type of a newer server, and an element that came twice',
		reads: 1,
		xml: `<package>${GROUP}<priority>high</priority><notes>a</notes><notes>b</notes></package>`,
		sent: ['<notes>a</notes><notes>b</notes><priority>high</priority>'],
	},
];
