import type { WriteRule } from './rule';

const POLICY = '<policy><general><name>{name}</name><frequency>Ongoing</frequency></general></policy>';
const general = (content: string) => `<policy><general>${content}</general></policy>`;
const SCRIPTS = '<scripts><script><id>1</id><priority>Before</priority></script></scripts>';
const SCRIPTED = `<policy><general><name>{name}</name></general>${SCRIPTS}</policy>`;
const BUILDING = '<building><name>{name}</name><city>Berlin</city></building>';
const categories = (entry: string) =>
	`<self_service><self_service_categories><category>${entry}</category></self_service_categories></self_service>`;
const BINDING =
	'<directory_binding><name>{name}</name><type>Open Directory</type><domain>a.example.com</domain><password>secret</password></directory_binding>';
const APP = '<name>{name}</name><version>1</version><bundle_id>a.b</bundle_id>';

/** Sections 11.1 to 11.6 and 11.9 to 11.14: what several resources share. */
export const generalRules: readonly WriteRule[] = [
	{
		section: '11.1',
		rule: 'an unknown element is dropped',
		type: 'policies',
		stored: POLICY,
		sent: '<policy><general><colour>red</colour></general><nothing>1</nothing></policy>',
		reads: { 'general.colour': null, nothing: null },
	},
	{
		section: '11.1',
		rule: 'an unknown value becomes the default',
		type: 'policies',
		stored: SCRIPTED,
		sent: '<policy><scripts><script><id>1</id><priority>Sometime</priority></script></scripts></policy>',
		reads: { 'scripts.script.priority': 'After' },
	},
	{
		section: '11.1',
		rule: 'an ID in the body has no effect',
		type: 'policies',
		stored: POLICY,
		sent: general('<id>1</id><enabled>true</enabled>'),
		reads: { 'general.id': '{id}', 'general.name': '{name}', 'general.enabled': 'true' },
	},
	{
		section: '11.1',
		rule: 'a missing required element is named, one at a time',
		type: 'mobiledeviceapplications',
		method: 'POST',
		sent: '<mobile_device_application><general><name>{name}</name></general></mobile_device_application>',
		status: 409,
		text: 'Error: Problem with bundle_id',
		notText: 'version',
	},
	{
		section: '11.1',
		rule: 'a body that contains only the name keeps everything else',
		type: 'policies',
		stored: SCRIPTED,
		sent: general('<name>{name} 2</name>'),
		reads: { 'general.name': '{name} 2', 'scripts.script.id': '1', 'scripts.script.priority': 'Before' },
	},
	{
		section: '11.2',
		rule: 'an omitted list keeps its entries',
		type: 'policies',
		stored: SCRIPTED,
		sent: general('<enabled>true</enabled>'),
		reads: { 'scripts.script.id': '1' },
	},
	{
		section: '11.2',
		rule: 'an empty list clears its entries',
		type: 'policies',
		stored: SCRIPTED,
		sent: '<policy><scripts/></policy>',
		reads: { 'scripts.script.id': null },
	},
	{
		section: '11.2',
		rule: 'a list with entries replaces the stored ones',
		type: 'policies',
		stored: SCRIPTED,
		sent: '<policy><scripts><script><id>2</id></script></scripts></policy>',
		reads: { 'scripts.script.id': '2' },
	},
	{
		section: '11.2',
		rule: 'an omitted text is kept',
		type: 'printers',
		stored: '<printer><name>{name}</name><info>first floor</info></printer>',
		sent: '<printer><notes>x</notes></printer>',
		reads: { info: 'first floor', notes: 'x' },
	},
	{
		section: '11.2',
		rule: 'an empty text clears the value',
		type: 'printers',
		stored: '<printer><name>{name}</name><info>first floor</info></printer>',
		sent: '<printer><info/></printer>',
		reads: { info: '' },
	},
	{
		section: '11.3',
		rule: 'a boolean is the text true or false',
		type: 'printers',
		stored: '<printer><name>{name}</name><make_default>true</make_default></printer>',
		reads: { make_default: 'true', use_generic: 'false' },
	},
	{
		section: '11.3',
		rule: 'the name ID of a patch title is text',
		type: 'patchsoftwaretitles',
		method: 'POST',
		sent: '<patch_software_title><name>{name}</name><name_id>0A1.b</name_id><source_id>1</source_id></patch_software_title>',
		reads: { name_id: '0A1.b' },
	},
	{
		section: '11.4',
		rule: 'an unknown value becomes the default',
		type: 'policies',
		stored: POLICY,
		sent: general('<frequency>Whenever</frequency>'),
		reads: { 'general.frequency': 'Once per computer' },
	},
	{
		section: '11.4',
		rule: 'an empty element becomes the default',
		type: 'policies',
		stored: POLICY,
		sent: general('<frequency/>'),
		reads: { 'general.frequency': 'Once per computer' },
	},
	{
		section: '11.5',
		rule: 'a site or category with the ID -1 is returned with a name',
		type: 'policies',
		stored: general('<name>{name}</name><site><id>-1</id></site>'),
		reads: { 'general.site.id': '-1', 'general.site.name': /^none$/i },
	},
	{
		section: '11.5',
		rule: 'a site or category with the ID -1 is returned without its name',
		type: 'policies',
		stored: general('<name>{name}</name><site><id>-1</id></site>'),
		given: ({ state }) => {
			state.classic.omitsNamesOfNone = true;
			return () => {
				state.classic.omitsNamesOfNone = false;
			};
		},
		reads: { 'general.site.id': '-1', 'general.site.name': null },
	},
	{
		section: '11.5',
		rule: 'the category ID 0 is rejected',
		type: 'policies',
		stored: POLICY,
		sent: general('<category><id>0</id></category>'),
		status: 409,
		text: 'No match found for category 0',
	},
	{
		section: '11.5',
		rule: 'the category ID -1 means no category',
		type: 'policies',
		stored: general('<name>{name}</name><category><id>1</id></category>'),
		sent: general('<category><id>-1</id></category>'),
		reads: { 'general.category.id': '-1', 'general.category.name': 'No category assigned' },
	},
	{
		section: '11.5',
		rule: 'directory bindings cannot be read by name',
		type: 'directorybindings',
		path: '/directorybindings/name/Corporate%20Domain',
		status: 500,
	},
	{
		section: '11.5',
		rule: 'of two stored objects with one name, neither can be saved',
		type: 'printers',
		stored: '<printer><name>{name}</name></printer>',
		given: ({ state }, id) => {
			const store = state.classic.store('printers');
			const twin = store.insert({ ...store.read(id) });
			return () => {
				store.remove(twin);
			};
		},
		sent: '<printer><notes>x</notes></printer>',
		status: 409,
		text: 'Error: Duplicate name',
		reads: { notes: null },
	},
	{
		section: '11.10',
		rule: 'a name in use is rejected',
		type: 'buildings',
		stored: BUILDING,
		method: 'POST',
		sent: BUILDING,
		status: 409,
		text: 'Error: Duplicate name',
	},
	{
		section: '11.9',
		rule: 'deleting an ebook returns 400 and its ID',
		type: 'ebooks',
		stored: '<ebook><general><name>{name}</name></general></ebook>',
		method: 'DELETE',
		status: 400,
		text: /<ebook><id>\d+<\/id><\/ebook>/,
		// It disappears later.
		reads: { 'general.name': '{name}' },
	},
	{
		section: '11.9',
		rule: 'deleting a mobile device application returns 400 and its ID',
		type: 'mobiledeviceapplications',
		stored: `<mobile_device_application><general>${APP}</general></mobile_device_application>`,
		method: 'DELETE',
		status: 400,
		text: /<mobile_device_application><id>\d+<\/id><\/mobile_device_application>/,
	},
	...['<id>1</id>', '<id>1</id><name>Applications</name>', '<id>1</id><feature_in>true</feature_in>'].map(
		(entry): WriteRule => ({
			section: '11.11',
			rule: `the category ${entry} is discarded`,
			type: 'policies',
			stored: POLICY,
			sent: `<policy>${categories(entry)}</policy>`,
			reads: { 'self_service.self_service_categories.category.id': null },
		}),
	),
	{
		section: '11.11',
		rule: 'display_in false removes the category',
		type: 'policies',
		stored: `<policy><general><name>{name}</name></general>${categories('<id>1</id><display_in>true</display_in>')}</policy>`,
		sent: `<policy>${categories('<id>1</id><display_in>false</display_in>')}</policy>`,
		reads: { 'self_service.self_service_categories.category.id': null },
	},
	...(
		[
			['policies', 'policy', '', 'true', 'false'],
			[
				'macapplications',
				'mac_application',
				'<version>1</version><bundle_id>a.b</bundle_id><url>https://a</url>',
				'true',
				'false',
			],
			['ebooks', 'ebook', '', 'true', 'false'],
			['osxconfigurationprofiles', 'os_x_configuration_profile', '', 'true', 'false'],
			[
				'mobiledeviceapplications',
				'mobile_device_application',
				'<version>1</version><bundle_id>a.b</bundle_id>',
				'true',
				null,
			],
			['mobiledeviceconfigurationprofiles', 'configuration_profile', '', null, null],
		] as const
	).flatMap(([type, root, required, display, feature]): WriteRule[] => {
		const path = 'self_service.self_service_categories.category';
		const stored = (entry: string) =>
			`<${root}><general><name>{name}</name>${required}</general>${categories(entry)}</${root}>`;
		return [
			{
				section: '11.11',
				rule: 'a category with display_in is stored, and returned with the elements of its resource',
				type,
				stored: stored('<id>1</id><display_in>true</display_in>'),
				reads: { [`${path}.id`]: '1', [`${path}.display_in`]: display, [`${path}.feature_in`]: feature },
			},
			{
				section: '11.11',
				rule: 'feature_in is stored or not',
				type,
				stored: stored('<id>1</id><display_in>true</display_in><feature_in>true</feature_in>'),
				reads: { [`${path}.feature_in`]: feature === null ? null : 'true' },
			},
		];
	}),
	...(
		[
			['policies', 'policy', 'self_service', ''],
			[
				'macapplications',
				'mac_application',
				'self_service',
				'<version>1</version><bundle_id>a.b</bundle_id><url>https://a</url>',
			],
			[
				'mobiledeviceapplications',
				'mobile_device_application',
				'self_service',
				'<version>1</version><bundle_id>a.b</bundle_id>',
			],
			['ebooks', 'ebook', 'self_service', ''],
		] as const
	).map(([type, root, section, required]): WriteRule => {
		const body = (content: string) => `<${section}>${content}</${section}>`;
		return {
			section: '11.11',
			rule: 'while notifications are turned off, they are written and not returned',
			type,
			stored: `<${root}><general><name>{name}</name>${required}</general></${root}>`,
			given: ({ state }) => {
				state.classic.hasNotifications = false;
				return () => {
					state.classic.hasNotifications = true;
				};
			},
			sent: `<${root}>${body('<notification>true</notification><notification_message>Ready</notification_message>')}</${root}>`,
			reads: { [`${section}.notification`]: null, [`${section}.notification_message`]: null },
			keeps: { [section]: { notification_message: 'Ready' } },
		};
	}),
	{
		section: '11.12',
		rule: 'a write of a derived element is ignored',
		type: 'networksegments',
		stored:
			'<network_segment><name>{name}</name><starting_address>10.9.0.1</starting_address><ending_address>10.9.0.9</ending_address></network_segment>',
		sent: '<network_segment><url>https://other</url></network_segment>',
		reads: { url: null },
	},
	{
		section: '11.13',
		rule: 'a password is returned as 20 asterisks',
		type: 'directorybindings',
		stored: BINDING,
		reads: { password: null, password_sha256: '********************' },
		keeps: { password: 'secret' },
	},
	{
		section: '11.13',
		rule: 'a password that an update omits is kept',
		type: 'directorybindings',
		stored: BINDING,
		sent: '<directory_binding><domain>b.example.com</domain></directory_binding>',
		reads: { domain: 'b.example.com' },
		keeps: { password: 'secret' },
	},
	{
		section: '11.14',
		rule: 'an unknown subset returns the full record',
		type: 'policies',
		path: '/policies/id/1/subset/Nonsense',
		reads: { 'general.id': '1', 'scope.all_computers': 'false' },
	},
	{
		section: '11.14',
		rule: 'an unknown creator is not rejected',
		type: 'policies',
		path: '/policies/createdBy/nonsense',
		text: '<policy><id>1</id>',
	},
];
