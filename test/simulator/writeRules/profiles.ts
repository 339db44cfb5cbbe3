import type { WriteRule } from './rule';

const mac = (general: string, more = '') =>
	`<os_x_configuration_profile>${general === '' ? '' : `<general>${general}</general>`}${more}</os_x_configuration_profile>`;
const mobile = (general: string, more = '') =>
	`<configuration_profile>${general === '' ? '' : `<general>${general}</general>`}${more}</configuration_profile>`;
const NAME = '<name>{name}</name>';
const ESCAPED_ONCE_MORE = '<payloads><![CDATA[<string>R&amp;amp;D</string>]]></payloads>';
const SCOPE = '<scope><departments/></scope>';
const notified = (...values: string[]) =>
	mac('', `<self_service>${values.map((value) => `<notification>${value}</notification>`).join('')}</self_service>`);

const both = [
	{ type: 'osxconfigurationprofiles', profile: mac, own: '11.38' },
	{ type: 'mobiledeviceconfigurationprofiles', profile: mobile, own: '11.42' },
];

const payloads = both.flatMap(({ type, profile, own }): WriteRule[] => {
	const stored = profile(NAME + ESCAPED_ONCE_MORE);
	return [
		{
			section: '11.6',
			rule: 'a payload in CDATA with & escaped once more arrives intact',
			type,
			stored,
			reads: { 'general.payloads': '<string>R&amp;D</string>' },
		},
		{
			section: '11.6',
			rule: 'a write of the scope alone removes one level of escaping',
			type,
			stored,
			sent: profile('', SCOPE),
			reads: { 'general.payloads': '<string>R&D</string>' },
		},
		{
			section: '11.6',
			rule: 'with a bare & every further write is rejected',
			type,
			stored,
			before: [profile('', SCOPE)],
			sent: profile('', SCOPE),
			status: 409,
			text: 'Error: Unable to update the database',
		},
		...['<![CDATA[<string>R&D</string>]]>', '<![CDATA[<string>a < b</string>]]>'].map((text): WriteRule => ({
			section: '11.6',
			rule: `the payload ${text} is rejected`,
			type,
			method: 'POST',
			sent: profile(`${NAME}<payloads>${text}</payloads>`),
			status: 409,
			text: 'Error: Unable to update the database',
		})),
		{
			section: '11.6',
			rule: 'emoji become U+FFFD',
			type,
			stored: profile(`${NAME}<payloads><![CDATA[<string>🍎</string>]]></payloads>`),
			reads: { 'general.payloads': '<string>\ufffd</string>' },
		},
		...[true, false].map((isVerbatim): WriteRule => {
			const start = '<dict><key>PayloadType</key><string>com.example.kind</string><key>Text</key>\n<string>';
			const sent = `${start}a\n\tb&#13;c</string></dict>`;
			return {
				section: '11.6',
				rule: isVerbatim
					? 'payloads that are stored without interpretation lose line feeds and tabs, but not carriage returns'
					: 'other payloads keep line feeds and tabs',
				type,
				stored: profile(NAME),
				given: ({ state: { classic } }) => {
					classic.verbatimPayloadTypes = isVerbatim ? ['com.example.kind'] : [];
					return () => {
						classic.verbatimPayloadTypes = [];
					};
				},
				sent: profile(`<payloads><![CDATA[${sent}]]></payloads>`),
				reads: { 'general.payloads': isVerbatim ? `${start}ab&#13;c</string></dict>` : sent },
			};
		}),
		...['All', 'Newly Assigned'].map((value): WriteRule => ({
			section: own,
			rule: `redeploy_on_update ${value} is returned as Newly Assigned`,
			type,
			stored: profile(NAME),
			sent: profile(`<redeploy_on_update>${value}</redeploy_on_update>`),
			reads: { 'general.redeploy_on_update': 'Newly Assigned' },
			keeps: { general: { redeploy_on_update: value } },
		})),
	];
});

const level = (section: string, type: string, profile: typeof mac, given: string, shown: string): WriteRule => ({
	section,
	rule: `the level ${given} is returned as ${shown}`,
	type,
	stored: profile(NAME),
	sent: profile(`<level>${given}</level>`),
	reads: { 'general.level': shown },
});

const pair = (values: string[], shown: string): WriteRule => ({
	section: '11.38',
	rule: `the notification ${values.join(' and ')} is stored as ${shown}`,
	type: 'osxconfigurationprofiles',
	stored: mac(NAME),
	sent: notified(...values),
	reads: { 'self_service.notification': shown },
});

const CENTER = 'Self Service and Notification Center';
const CATEGORY = 'self_service.self_service_categories.category';
const alias = (text: string) =>
	mobile('', `<self_service><self_service_description>${text}</self_service_description></self_service>`);
const DESCRIBED = mobile(`${NAME}<description>Keep me</description>`);

/** Sections 11.6, 11.38 and 11.42. */
export const profileRules: readonly WriteRule[] = [
	...payloads,
	level('11.38', 'osxconfigurationprofiles', mac, 'Computer', 'System'),
	level('11.38', 'osxconfigurationprofiles', mac, 'User', 'User'),
	level('11.38', 'osxconfigurationprofiles', mac, 'Computer Level', 'User'),
	level('11.42', 'mobiledeviceconfigurationprofiles', mobile, 'Device', 'System'),
	level('11.42', 'mobiledeviceconfigurationprofiles', mobile, 'User', 'User'),
	level('11.42', 'mobiledeviceconfigurationprofiles', mobile, 'Device Level', 'System'),
	level('11.42', 'mobiledeviceconfigurationprofiles', mobile, 'User Level', 'System'),
	pair(['true'], 'true, Self Service'),
	pair([CENTER], `false, ${CENTER}`),
	pair([CENTER, 'true'], 'true, Self Service'),
	pair(['true', CENTER], `false, ${CENTER}`),
	{
		section: '11.38',
		rule: 'an update without notification keeps the stored values',
		type: 'osxconfigurationprofiles',
		stored: mac(NAME),
		before: [notified(CENTER)],
		sent: mac('', '<self_service><install_button_text>Go</install_button_text></self_service>'),
		reads: { 'self_service.notification': `false, ${CENTER}`, 'self_service.install_button_text': 'Go' },
	},
	{
		section: '11.42',
		rule: 'self_service_description overwrites the description, and is returned empty',
		type: 'mobiledeviceconfigurationprofiles',
		stored: DESCRIBED,
		sent: alias('Other'),
		reads: { 'general.description': 'Other', 'self_service.self_service_description': '' },
	},
	{
		section: '11.42',
		rule: 'an empty self_service_description erases the description',
		type: 'mobiledeviceconfigurationprofiles',
		stored: DESCRIBED,
		sent: alias(''),
		reads: { 'general.description': '' },
	},
	{
		section: '11.42',
		rule: 'categories are stored with display_in, which is not returned, and without a priority',
		type: 'mobiledeviceconfigurationprofiles',
		stored: mobile(NAME),
		sent: mobile(
			'',
			'<self_service><self_service_categories><category><id>1</id><display_in>true</display_in><priority>3</priority></category></self_service_categories></self_service>',
		),
		reads: { [`${CATEGORY}.id`]: '1', [`${CATEGORY}.display_in`]: null, [`${CATEGORY}.priority`]: null },
	},
];
