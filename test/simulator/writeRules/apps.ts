import type { WriteRule } from './rule';

const ebook = (general: string, more = '') => `<ebook><general>${general}</general>${more}</ebook>`;
const EBOOK = ebook('<name>{name}</name>');
const classes = (...ids: number[]) =>
	`<scope><computers/><classes>${ids.map((id) => `<class><id>${id}</id></class>`).join('')}</classes></scope>`;
const MAC_REQUIRED = '<version>1</version><bundle_id>a.b</bundle_id><url>https://a</url>';
const macApp = (general: string, more = '') =>
	`<mac_application><general>${general}${MAC_REQUIRED}</general>${more}</mac_application>`;
const MOBILE_REQUIRED = '<version>1</version><bundle_id>a.b</bundle_id>';
const app = (general: string, more = '') =>
	`<mobile_device_application><general>${general}${MOBILE_REQUIRED}</general>${more}</mobile_device_application>`;
const APP = app('<name>{name}</name>');
const patchPolicy = (general: string, more = '') =>
	`<patch_policy>${general === '' ? '' : `<general>${general}</general>`}${more}</patch_policy>`;
const PATCH_POLICY = patchPolicy('<name>{name}</name><target_version>142.0</target_version>');
const BUTTONS =
	'<self_service><self_service_install_button_text>Get</self_service_install_button_text><self_service_after_install_button_text>Again</self_service_after_install_button_text></self_service>';
const INTERACTION =
	'<user_interaction><notifications><notification_enabled>true</notification_enabled><notification_message>Ready</notification_message><notification_type>Self Service</notification_type></notifications><deadlines><deadline_enabled>true</deadline_enabled></deadlines><grace_period><grace_period_duration>15</grace_period_duration></grace_period></user_interaction>';

const notified = (...values: string[]) =>
	`<self_service>${values.map((value) => `<notification>${value}</notification>`).join('')}</self_service>`;

/** The place first and the boolean last: in the other order the place turns notifications off. */
const pairs = (
	[
		['11.32', 'ebooks', EBOOK, (content: string) => `<ebook>${content}</ebook>`],
		[
			'11.37',
			'macapplications',
			macApp('<name>{name}</name>'),
			(content: string) => `<mac_application>${content}</mac_application>`,
		],
	] as const
).flatMap(([section, type, stored, body]): WriteRule[] => [
	{
		section,
		rule: 'notification is written as the place and then the boolean',
		type,
		stored,
		sent: body(notified('Self Service and Notification Center', 'true')),
		reads: { 'self_service.notification': 'true, Self Service and Notification Center' },
	},
	{
		section,
		rule: 'a place after the boolean turns notifications off',
		type,
		stored,
		sent: body(notified('true', 'Self Service')),
		reads: { 'self_service.notification': 'false, Self Service' },
	},
]);

/** Sections 11.32, 11.37, 11.40 and 11.50 to 11.52. */
export const appRules: readonly WriteRule[] = [
	...pairs,
	{
		section: '11.32',
		rule: 'a new ebook stores its classes with one write',
		type: 'ebooks',
		stored: ebook('<name>{name}</name>', classes(1)),
		reads: { 'scope.classes.class.id': '1' },
	},
	...[classes(1), classes(2), '<scope><computers/></scope>'].map((scope): WriteRule => ({
		section: '11.32',
		rule: `the scope ${scope} over stored classes clears them`,
		type: 'ebooks',
		stored: ebook('<name>{name}</name>', classes(1)),
		sent: `<ebook>${scope}</ebook>`,
		reads: { 'scope.classes.class.id': null },
	})),
	{
		section: '11.32',
		rule: 'classes are replaced with two writes, the first with none',
		type: 'ebooks',
		stored: ebook('<name>{name}</name>', classes(1)),
		before: [`<ebook>${classes()}</ebook>`],
		sent: `<ebook>${classes(2)}</ebook>`,
		reads: { 'scope.classes.class.id': '2' },
	},
	{
		section: '11.32',
		rule: 'deploy_as_managed cannot be set to false',
		type: 'ebooks',
		stored: ebook('<name>{name}</name><deploy_as_managed>false</deploy_as_managed>'),
		reads: { 'general.deploy_as_managed': 'true' },
	},
	{
		section: '11.32',
		rule: 'an icon written in general is also that of Self Service',
		type: 'ebooks',
		stored: EBOOK,
		sent: ebook('<name>{name}</name><self_service_icon><id>7</id></self_service_icon>'),
		reads: { 'general.self_service_icon.id': '7', 'self_service.self_service_icon.id': '7' },
	},
	{
		section: '11.32',
		rule: 'the file type ePub is stored as EPUB',
		type: 'ebooks',
		stored: ebook('<name>{name}</name><file_type>ePub</file_type>'),
		reads: { 'general.file_type': 'EPUB' },
	},
	{
		section: '11.37',
		rule: 'is_free comes from the store',
		type: 'macapplications',
		stored: macApp('<name>{name}</name><is_free>false</is_free>'),
		reads: { 'general.is_free': 'true' },
	},
	{
		section: '11.37',
		rule: 'mobile device groups in the exclusions are returned, and rejected in a write',
		type: 'macapplications',
		stored: macApp('<name>{name}</name>'),
		given: ({ state }, id) => {
			const store = state.classic.store('macapplications');
			const exclusions = { mobile_device_groups: [{ id: 1, name: 'All Managed iPads' }] };
			store.write(id, { ...store.read(id), scope: { exclusions } });
		},
		sent: '<mac_application><scope><exclusions><mobile_device_groups><mobile_device_group><id>1</id></mobile_device_group></mobile_device_groups></exclusions></scope></mac_application>',
		status: 409,
		reads: { 'scope.exclusions.mobile_device_groups.mobile_device_group.id': '1' },
	},
	{
		section: '11.40',
		rule: 'the description is a copy of that of Self Service',
		type: 'mobiledeviceapplications',
		stored: app(
			'<name>{name}</name><description>own</description>',
			'<self_service><self_service_description>shown</self_service_description></self_service>',
		),
		reads: { 'general.description': 'shown' },
	},
	...[
		['false', 'Make Available in Self Service'],
		['true', 'Install Automatically/Prompt Users to Install'],
	].map(([automatic = '', shown = '']): WriteRule => ({
		section: '11.40',
		rule: `deploy_automatically ${automatic} is shown as deployment_type ${shown}`,
		type: 'mobiledeviceapplications',
		stored: app(`<name>{name}</name><deploy_automatically>${automatic}</deploy_automatically>`),
		sent: app(
			'<name>{name}</name><deployment_type>Install Automatically/Prompt Users to Install</deployment_type>'.concat(
				`<deploy_automatically>${automatic}</deploy_automatically>`,
			),
		),
		reads: { 'general.deployment_type': shown },
	})),
	{
		section: '11.40',
		rule: 'a new app does not store os_type',
		type: 'mobiledeviceapplications',
		method: 'POST',
		sent: app('<name>{name}</name><os_type>tvOS</os_type>'),
		reads: { 'general.os_type': '' },
	},
	{
		section: '11.40',
		rule: 'an update of an in-house app without os_type is rejected',
		type: 'mobiledeviceapplications',
		stored: app('<name>{name}</name><internal_app>true</internal_app><os_type>iOS</os_type>'),
		sent: app('<name>{name} 2</name><internal_app>true</internal_app>'),
		status: 409,
		text: 'Os type is required for in-house app. Possible values: iOS, tvOS.',
		reads: { 'general.name': '{name}' },
	},
	{
		section: '11.40',
		rule: 'an update with os_type stores it',
		type: 'mobiledeviceapplications',
		stored: app('<name>{name}</name><internal_app>true</internal_app>'),
		sent: app('<name>{name}</name><internal_app>true</internal_app><os_type>iOS</os_type>'),
		reads: { 'general.os_type': 'iOS' },
	},
	{
		section: '11.40',
		rule: 'host_externally is true while there is an external URL',
		type: 'mobiledeviceapplications',
		stored: app('<name>{name}</name><host_externally>false</host_externally><external_url>https://a</external_url>'),
		reads: { 'general.host_externally': 'true' },
	},
	...['true', 'false'].map((isAvailable): WriteRule => ({
		section: '11.40',
		rule: `button texts are kept while make_available_after_install is true: ${isAvailable}`,
		type: 'mobiledeviceapplications',
		stored: app(
			`<name>{name}</name><make_available_after_install>${isAvailable}</make_available_after_install>`,
			BUTTONS,
		),
		reads: {
			'self_service.self_service_install_button_text': isAvailable === 'true' ? 'Get' : '',
			'self_service.self_service_after_install_button_text': isAvailable === 'true' ? 'Again' : '',
		},
	})),
	{
		section: '11.40',
		rule: 'notification holds only the boolean',
		type: 'mobiledeviceapplications',
		stored: app('<name>{name}</name>', '<self_service><notification>true</notification></self_service>'),
		reads: { 'self_service.notification': 'true' },
	},
	{
		section: '11.40',
		rule: 'preferences lose a trailing line feed',
		type: 'mobiledeviceapplications',
		stored: APP,
		sent: '<mobile_device_application><app_configuration><preferences>&lt;dict/&gt;\n</preferences></app_configuration></mobile_device_application>',
		reads: { 'app_configuration.preferences': '<dict/>' },
	},
	{
		section: '11.50',
		rule: 'updates are rejected, whatever the body',
		type: 'patches',
		sent: '<software_title><name>{name}</name></software_title>',
		status: 400,
		text: 'Error in XML file',
		notText: 'mismatch',
	},
	{
		section: '11.50',
		rule: 'creates are rejected, with a note about the URL',
		type: 'patches',
		method: 'POST',
		sent: '<software_title><name>{name}</name></software_title>',
		status: 400,
		text: /Error in XML file.*mismatch/,
	},
	{
		section: '11.50',
		rule: 'a version is returned as a title with one version',
		type: 'patches',
		path: '/patches/id/1/version/141.0',
		text: /<software_title>.*<software_version>141\.0<\/software_version>/,
		reads: { 'versions.version.software_version': '141.0' },
	},
	{
		section: '11.50',
		rule: 'titles cannot be read by name',
		type: 'patches',
		path: '/patches/name/Zoom',
		status: 500,
	},
	{
		section: '11.51',
		rule: 'what comes from the target version is not written',
		type: 'patchpolicies',
		stored: PATCH_POLICY,
		sent: patchPolicy(
			'<name>{name}</name><target_version>142.0</target_version><release_date>1</release_date><incremental_update>true</incremental_update><reboot>true</reboot><minimum_os>13</minimum_os><kill_apps><kill_app><kill_app_name>A</kill_app_name></kill_app></kill_apps>',
		),
		reads: {
			'general.release_date': null,
			'general.incremental_update': /^(false)?$/,
			'general.reboot': /^(false)?$/,
			'general.minimum_os': null,
			'general.kill_apps.kill_app.kill_app_name': null,
		},
	},
	{
		section: '11.51',
		rule: 'the message and type of a notification are never returned',
		type: 'patchpolicies',
		stored: patchPolicy('<name>{name}</name><target_version>142.0</target_version>', INTERACTION),
		reads: {
			'user_interaction.notifications.notification_enabled': 'true',
			'user_interaction.notifications.notification_message': null,
			'user_interaction.notifications.notification_type': null,
			'user_interaction.grace_period.grace_period_duration': '15',
		},
		keeps: { user_interaction: { notifications: { notification_message: 'Ready' } } },
	},
	{
		section: '11.51',
		rule: 'a read directly after an update returns only the grace period of the user interaction',
		type: 'patchpolicies',
		stored: PATCH_POLICY,
		sent: patchPolicy('', INTERACTION),
		reads: {
			'user_interaction.grace_period.grace_period_duration': '15',
			'user_interaction.deadlines.deadline_enabled': null,
			'user_interaction.notifications.notification_enabled': null,
		},
	},
	{
		section: '11.11',
		rule: 'while notifications are turned off, those of a patch policy are written and not returned',
		type: 'patchpolicies',
		stored: patchPolicy('<name>{name}</name><target_version>142.0</target_version>', INTERACTION),
		given: ({ state }) => {
			state.classic.hasNotifications = false;
			return () => {
				state.classic.hasNotifications = true;
			};
		},
		reads: {
			'user_interaction.notifications.notification_enabled': null,
			'user_interaction.deadlines.deadline_enabled': 'true',
		},
		keeps: { user_interaction: { notifications: { notification_message: 'Ready' } } },
	},
	{
		section: '11.51',
		rule: 'the policies of a title are a list',
		type: 'patchpolicies',
		stored: PATCH_POLICY,
		path: '/patchpolicies/softwaretitleconfig/id/3',
		text: /<patch_policies>.*<patch_policy><id>/,
	},
	{
		section: '11.52',
		rule: 'a title is created with its versions',
		type: 'patchsoftwaretitles',
		method: 'POST',
		sent: '<patch_software_title><name>{name}</name><name_id>0A1</name_id><source_id>1</source_id></patch_software_title>',
		reads: { name: '{name}', 'versions.version.software_version': /./ },
	},
	{
		section: '11.52',
		rule: 'the category is an element of its own',
		type: 'patchsoftwaretitles',
		stored:
			'<patch_software_title><name>{name}</name><name_id>0A1</name_id><source_id>1</source_id></patch_software_title>',
		sent: '<patch_software_title><category><id>1</id></category><categories><category><id>2</id></category></categories></patch_software_title>',
		reads: { 'category.id': '1', 'categories.category.id': null },
	},
];
