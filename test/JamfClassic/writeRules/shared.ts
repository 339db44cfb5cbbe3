import type { NodeRule } from './rule';

const policy = (content: string) => `<policy>${content}</policy>`;
const general = (content: string) => policy(`<general>${content}</general>`);
const STORED = policy('<general><id>7</id><name>P</name><frequency>Ongoing</frequency></general>');
const group = (...names: string[]) => names.map((name) => `<user_group><name>${name}</name></user_group>`).join('');
const mac = (content: string) => `<os_x_configuration_profile>${content}</os_x_configuration_profile>`;
const CENTER = 'Self Service and Notification Center';

/** What several resources share: sections 11.1 to 11.13. */
export const sharedRules: readonly NodeRule[] = [
	{
		section: '11.1',
		rule: 'rejects an element that Jamf would drop',
		resource: 'policy',
		stored: STORED,
		given: { general: { colour: 'red' } },
		rejects: 'There is no field "colour" in general: Jamf would drop it.',
	},
	{
		section: '11.1',
		rule: 'sends elements in the order that Jamf reads',
		resource: 'policy',
		given: { scripts: [{ priority: 'After', id: 1 }], general: { enabled: true, name: 'A' } },
		sends:
			'<policy><general><name>A</name><enabled>true</enabled></general><scripts><script><id>1</id><priority>After</priority></script></scripts></policy>',
	},
	{
		section: '11.1',
		rule: 'rejects a new object without a required element',
		resource: 'mobileDeviceApp',
		operation: 'create',
		given: { general: { name: 'A' } },
		rejects: 'The field general.bundle_id is missing.',
	},
	{
		section: '11.2',
		rule: 'sends an empty list and an empty text as empty elements, and nothing that is not given',
		resource: 'printer',
		given: { name: 'A', info: '', notes: null },
		sends: '<printer><name>A</name><info/><notes/></printer>',
	},
	{
		section: '11.2',
		rule: 'sends an empty list as an empty element',
		resource: 'policy',
		given: { scripts: [] },
		sends: '<policy><scripts/></policy>',
	},
	{
		section: '11.3',
		rule: 'sends a boolean as text, also if it is given as text',
		resource: 'printer',
		given: { make_default: 'true', use_generic: false },
		sends: '<printer><make_default>true</make_default><use_generic>false</use_generic></printer>',
	},
	{
		section: '11.3',
		rule: 'sends the name ID of a patch title as text',
		resource: 'patchTitle',
		operation: 'create',
		given: { name: 'A', name_id: '0A1', source_id: 1 },
		sends: '<patch_software_title><name>A</name><name_id>0A1</name_id><source_id>1</source_id></patch_software_title>',
	},
	{
		section: '11.4',
		rule: 'rejects a value that Jamf would replace by the default',
		resource: 'policy',
		stored: STORED,
		given: { general: { frequency: 'Whenever' } },
		rejects: '"Whenever" is not a valid value of general.frequency: Jamf would replace it.',
	},
	{
		section: '11.4',
		rule: 'rejects an empty value, which would select the default',
		resource: 'policy',
		stored: STORED,
		given: { general: { frequency: '' } },
		rejects: 'general.frequency cannot be empty: Jamf would store its default.',
	},
	{
		section: '11.4',
		rule: 'sends a value that only this object has back unchanged',
		resource: 'policy',
		stored: STORED.replace('Ongoing', 'Once per era'),
		given: { general: { frequency: 'Once per era' } },
		sends: general('<frequency>Once per era</frequency>'),
	},
	{
		section: '11.6',
		rule: 'escapes the & of a payload once more',
		resource: 'macosConfigurationProfile',
		operation: 'create',
		given: { general: { name: 'P', payloads: '<string>R&amp;D</string>' } },
		sends: mac('<general><name>P</name><payloads>&lt;string&gt;R&amp;amp;amp;D&lt;/string&gt;</payloads></general>'),
	},
	{
		section: '11.6',
		rule: 'sends the stored payload with a write of the scope alone, because Jamf would decode it',
		resource: 'macosConfigurationProfile',
		stored: mac(
			'<general><id>7</id><name>P</name><level>System</level><uuid>U</uuid><redeploy_on_update>Newly Assigned</redeploy_on_update><payloads>&lt;string&gt;R&amp;amp;D&lt;/string&gt;</payloads></general>',
		),
		given: { scope: { all_computers: false, computers: [] } },
		sends: mac(
			'<general><name>P</name><level>Computer</level><uuid>U</uuid><payloads>&lt;string&gt;R&amp;amp;amp;D&lt;/string&gt;</payloads></general><scope><all_computers>false</all_computers><computers/></scope>',
		),
	},
	{
		section: '11.6',
		rule: 'does not send a stored payload that does not change',
		resource: 'macosConfigurationProfile',
		stored: mac('<general><id>7</id><name>P</name><payloads>&lt;string&gt;A&lt;/string&gt;</payloads></general>'),
		given: { scope: { all_computers: false, computers: [] } },
		sends: mac('<scope><all_computers>false</all_computers><computers/></scope>'),
	},
	{
		section: '11.7',
		rule: 'sends the children of a scope in the documented order',
		resource: 'macApp',
		given: {
			scope: {
				departments: [{ id: 1 }],
				exclusions: { network_segments: [], computers: [{ id: 2 }] },
				computers: [{ id: 3 }],
				all_computers: false,
			},
		},
		sends:
			'<mac_application><scope><all_computers>false</all_computers><computers><computer><id>3</id></computer></computers><departments><department><id>1</id></department></departments><exclusions><computers><computer><id>2</id></computer></computers><network_segments/></exclusions></scope></mac_application>',
	},
	{
		section: '11.8',
		rule: 'sends directory groups and users by name only',
		resource: 'policy',
		given: {
			scope: {
				limitations: {
					users: [{ id: 'anna', name: 'anna' }],
					user_groups: [{ id: '6f1c6d1e-0000-4c5e-9a55-1b2c3d4e5f60', name: 'Staff' }],
				},
			},
		},
		sends: policy(
			`<scope><limitations><users><user><name>anna</name></user></users><user_groups>${group('Staff')}</user_groups></limitations></scope>`,
		),
	},
	{
		section: '11.8',
		rule: 'rejects a directory group without a name',
		resource: 'policy',
		given: { scope: { limitations: { user_groups: [{ id: '5' }] } } },
		rejects: 'The field scope.limitations.user_groups[0].name is missing.',
	},
	{
		section: '11.11',
		rule: 'adds display_in to a category',
		resource: 'policy',
		given: { self_service: { self_service_categories: [{ id: 1 }] } },
		sends: policy(
			'<self_service><self_service_categories><category><id>1</id><display_in>true</display_in></category></self_service_categories></self_service>',
		),
	},
	{
		section: '11.11',
		rule: 'sends the place of notifications before the boolean',
		resource: 'macApp',
		given: { self_service: { notification: [true, CENTER] } },
		sends: `<mac_application><self_service><notification>${CENTER}</notification><notification>true</notification></self_service></mac_application>`,
	},
	{
		section: '11.12',
		rule: 'leaves a derived element out and says so',
		resource: 'networkSegment',
		stored: '<network_segment><id>7</id></network_segment>',
		given: { name: 'A', url: 'https://a' },
		sends: '<network_segment><name>A</name></network_segment>',
		hint: 'Left out, because Jamf sets it automatically and ignores it in requests: url.',
	},
	{
		section: '11.13',
		rule: 'leaves the placeholder of a password out',
		resource: 'directoryBinding',
		given: { id: 7, domain: 'a.example.com', password_sha256: '********************' },
		sends: '<directory_binding><id>7</id><domain>a.example.com</domain></directory_binding>',
	},
];
