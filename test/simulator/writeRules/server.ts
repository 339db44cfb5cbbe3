import type { WriteRule } from './rule';

const ldap = (connection: string) => `<ldap_server><connection>${connection}</connection></ldap_server>`;
const licensed = (content: string) =>
	`<licensed_software><general><name>{name}</name></general>${content}</licensed_software>`;
const definitions = (...entries: Array<[kind: string, name: string]>) =>
	`<software_definitions>${entries.map(([kind, name]) => `<definition><compare_type>${kind}</compare_type><name>${name}</name></definition>`).join('')}</software_definitions>`;
const term = (content: string) => `<licenses><license><purchasing>${content}</purchasing></license></licenses>`;
const PURCHASE = 'licenses.license.purchasing';
const printer = (content: string) => `<printer><name>{name}</name>${content}</printer>`;
const segment = (content: string) =>
	`<network_segment><name>{name}</name><starting_address>10.9.0.1</starting_address><ending_address>10.9.0.9</ending_address>${content}</network_segment>`;
const source = (content: string) => `<patch_external_source>${content}</patch_external_source>`;
const SOURCE = source('<name>{name}</name><port>8443</port>');
const webhook = (content: string) => `<webhook>${content}</webhook>`;
const hook = (content: string, event = 'ComputerAdded') =>
	webhook(`<name>{name}</name><url>https://a.example.com</url><event>${event}</event>${content}`);
const BASIC = '<authentication_type>BASIC</authentication_type>';
const HEADER = '<authentication_type>HEADER</authentication_type>';

/** Sections 11.33 to 11.36, 11.48, 11.49, 11.54, 11.56, 11.57, 11.59 and 11.61. */
export const serverRules: readonly WriteRule[] = [
	{
		section: '11.33',
		rule: 'a new configuration requires a key',
		type: 'jsonwebtokenconfigurations',
		method: 'POST',
		sent: '<json_web_token_configuration><name>{name}</name></json_web_token_configuration>',
		status: 409,
	},
	{
		section: '11.33',
		rule: 'an update without a key keeps it',
		type: 'jsonwebtokenconfigurations',
		stored:
			'<json_web_token_configuration><name>{name}</name><encryption_key>secret</encryption_key></json_web_token_configuration>',
		sent: '<json_web_token_configuration><token_expiry>5</token_expiry></json_web_token_configuration>',
		reads: { token_expiry: '5', encryption_key: null },
		keeps: { encryption_key: 'secret' },
	},
	{
		section: '11.34',
		rule: 'three elements of the connection are not written, and an omitted password is kept',
		type: 'ldapservers',
		stored: ldap('<name>{name}</name><account><password>secret</password></account>'),
		sent: ldap(
			'<name>{name}</name><is_enabled>false</is_enabled><migrated_to_id>5</migrated_to_id><certificates_used>x</certificates_used><account><distinguished_username>cn=a</distinguished_username></account>',
		),
		reads: {
			'connection.account.distinguished_username': 'cn=a',
			'connection.migrated_to_id': null,
			'connection.certificates_used': null,
		},
		keeps: { connection: { account: { password: 'secret' } } },
	},
	{
		section: '11.34',
		rule: 'referral_response is returned empty',
		type: 'ldapservers',
		stored: ldap('<name>{name}</name><referral_response>follow</referral_response>'),
		reads: { 'connection.referral_response': '' },
		keeps: { connection: { referral_response: 'follow' } },
	},
	{
		section: '11.34',
		rule: 'the group attribute is text, and the telephone number is map_phone',
		type: 'ldapservers',
		stored:
			'<ldap_server><connection><name>{name}</name></connection><mappings_for_users><user_mappings><map_phone>tel</map_phone><map_telephone>x</map_telephone></user_mappings><user_group_membership_mappings><map_user_membership_to_group_field>member</map_user_membership_to_group_field></user_group_membership_mappings></mappings_for_users></ldap_server>',
		reads: {
			'mappings_for_users.user_mappings.map_phone': 'tel',
			'mappings_for_users.user_mappings.map_telephone': null,
			'mappings_for_users.user_group_membership_mappings.map_user_membership_to_group_field': 'member',
		},
	},
	{
		section: '11.35',
		rule: 'the platform is Any by default',
		type: 'licensedsoftware',
		stored: licensed(''),
		reads: { 'general.platform': 'Any' },
	},
	{
		section: '11.35',
		rule: 'fonts, plug-ins and attachments are not stored',
		type: 'licensedsoftware',
		stored: licensed(
			'<font_definitions><definition><name>F</name></definition></font_definitions><plugin_definitions><definition><name>P</name></definition></plugin_definitions><licenses><license><attachments><attachment><id>1</id></attachment></attachments></license></licenses>',
		),
		reads: {
			'font_definitions.definition.name': null,
			'plugin_definitions.definition.name': null,
			'licenses.license.attachments.attachment.id': null,
		},
	},
	{
		section: '11.35',
		rule: 'omitted definitions are kept',
		type: 'licensedsoftware',
		stored: licensed(definitions(['is', 'Word'])),
		sent: licensed(''),
		reads: { 'software_definitions.definition.name': 'Word' },
	},
	{
		section: '11.35',
		rule: 'empty definitions are cleared',
		type: 'licensedsoftware',
		stored: licensed(definitions(['is', 'Word'])),
		sent: licensed(definitions()),
		reads: { 'software_definitions.definition.name': null },
	},
	{
		section: '11.35',
		rule: 'definitions are replaced, and another comparison becomes like',
		type: 'licensedsoftware',
		stored: licensed(definitions(['is', 'Word'])),
		sent: licensed(definitions(['is', 'Excel'], ['matches', 'Visio'])),
		reads: {
			'software_definitions.definition.name': 'Excel, Visio',
			'software_definitions.definition.compare_type': 'is, like',
		},
	},
	{
		section: '11.35',
		rule: 'a license is perpetual by default, and not annual too',
		type: 'licensedsoftware',
		stored: licensed(term('<is_perpetual>true</is_perpetual><is_annual>true</is_annual>')),
		reads: { [`${PURCHASE}.is_perpetual`]: 'true', [`${PURCHASE}.is_annual`]: 'false' },
	},
	{
		section: '11.35',
		rule: 'an annual license is not perpetual',
		type: 'licensedsoftware',
		stored: licensed(term('<is_annual>true</is_annual>')),
		reads: { [`${PURCHASE}.is_perpetual`]: 'false', [`${PURCHASE}.is_annual`]: 'true' },
	},
	...['Zero+Days', 'Six+Years'].map((interval): WriteRule => ({
		section: '11.36',
		rule: `the interval ${interval} is accepted`,
		type: 'logflush',
		method: 'DELETE',
		path: `/logflush/policy/id/1/interval/${interval}`,
		status: 200,
	})),
	{
		section: '11.36',
		rule: 'another interval is rejected',
		type: 'logflush',
		method: 'DELETE',
		path: '/logflush/policy/id/1/interval/Five+Days',
		status: 400,
	},
	{
		section: '11.48',
		rule: 'servers, the distribution point and the URL are not written',
		type: 'networksegments',
		stored: segment(
			'<distribution_server>a</distribution_server><distribution_point>b</distribution_point><url>https://c</url><swu_server>d</swu_server>',
		),
		reads: { distribution_server: null, distribution_point: null, url: null, swu_server: null },
	},
	{
		section: '11.48',
		rule: 'an empty building is cleared, and may be overridden nevertheless',
		type: 'networksegments',
		stored: segment('<building>A</building>'),
		sent: '<network_segment><building/><override_buildings>true</override_buildings></network_segment>',
		reads: { building: '', override_buildings: 'true' },
	},
	{
		section: '11.49',
		rule: 'two switches are written and returned',
		type: 'patchexternalsources',
		stored: source(
			'<name>{name}</name><enabled>true</enabled><certificate_validation_enabled>true</certificate_validation_enabled>',
		),
		reads: { enabled: 'true', certificate_validation_enabled: 'true' },
	},
	...[
		['', '8443'],
		['0', '0'],
	].map(([given = '', shown = '']): WriteRule => ({
		section: '11.49',
		rule: `the port "${given}" over 8443 is stored as ${shown}`,
		type: 'patchexternalsources',
		stored: SOURCE,
		sent: source(`<port>${given}</port>`),
		reads: { port: shown },
	})),
	{
		section: '11.49',
		rule: 'the port -1 is rejected',
		type: 'patchexternalsources',
		stored: SOURCE,
		sent: source('<port>-1</port>'),
		status: 409,
		text: 'remotePort - Port number is invalid',
		reads: { port: '8443' },
	},
	{
		section: '11.49',
		rule: 'the port does not depend on ssl_enabled',
		type: 'patchexternalsources',
		stored: source('<name>{name}</name><ssl_enabled>true</ssl_enabled>'),
		reads: { ssl_enabled: 'true', port: null },
	},
	{
		section: '11.54',
		rule: 'shared and os_requirements are written and returned',
		type: 'printers',
		stored: printer('<shared>true</shared><os_requirements>13</os_requirements>'),
		reads: { shared: 'true', os_requirements: '13' },
	},
	{
		section: '11.54',
		rule: 'an empty category is returned as none, and omitted elements are kept',
		type: 'printers',
		stored: printer('<category>Applications</category><location>Hall</location>'),
		sent: '<printer><category/></printer>',
		reads: { category: 'No category assigned', location: 'Hall' },
	},
	{
		section: '11.54',
		rule: 'use_generic discards the driver, and returns the path of the generic one',
		type: 'printers',
		stored: printer('<ppd>a.ppd</ppd><ppd_path>/a.ppd</ppd_path><ppd_contents>x</ppd_contents>'),
		sent: '<printer><use_generic>true</use_generic></printer>',
		reads: { ppd: '', ppd_contents: '', ppd_path: /Generic/ },
	},
	{
		section: '11.56',
		rule: 'an empty description is cleared',
		type: 'userextensionattributes',
		stored: '<user_extension_attribute><name>{name}</name><description>x</description></user_extension_attribute>',
		sent: '<user_extension_attribute><description/></user_extension_attribute>',
		reads: { description: '' },
	},
	{
		section: '11.57',
		rule: 'empty users of a static group are cleared',
		type: 'usergroups',
		stored:
			'<user_group><name>{name}</name><is_smart>false</is_smart><users><user><id>1</id></user></users></user_group>',
		sent: '<user_group><users/></user_group>',
		reads: { 'users.user.id': null },
	},
	{
		section: '11.59',
		rule: 'elements of general in the documented order are stored',
		type: 'vppinvitations',
		stored:
			'<vpp_invitation><general><name>{name}</name><vpp_account><id>1</id></vpp_account><distribution_method>Send emails</distribution_method><sender_name>IT</sender_name><subject>S</subject><message>M</message><require_login>true</require_login></general></vpp_invitation>',
		reads: { 'general.sender_name': 'IT', 'general.subject': 'S', 'general.require_login': 'true' },
	},
	{
		section: '11.61',
		rule: 'an entry of display_fields is rejected',
		type: 'webhooks',
		method: 'POST',
		sent: hook('<display_fields><display_field><name>Model</name></display_field></display_fields>'),
		status: 409,
	},
	...[BASIC, `${BASIC}<username/>`].map((content): WriteRule => ({
		section: '11.61',
		rule: `${content} is rejected`,
		type: 'webhooks',
		method: 'POST',
		sent: hook(content),
		status: 409,
		text: 'Username is required',
	})),
	...[HEADER, `${HEADER}<header/>`].map((content): WriteRule => ({
		section: '11.61',
		rule: `${content} is rejected`,
		type: 'webhooks',
		method: 'POST',
		sent: hook(content),
		status: 409,
		text: 'INVALID_REQUIRED',
	})),
	{
		section: '11.61',
		rule: 'an empty user name is cleared under another type',
		type: 'webhooks',
		stored: hook(`${BASIC}<username>anna</username><password>secret</password>`),
		sent: webhook('<authentication_type>NONE</authentication_type><username/>'),
		reads: { authentication_type: 'NONE', username: '' },
		keeps: { password: 'secret' },
	},
	{
		section: '11.61',
		rule: 'MTLS is accepted (jamf-behavior 6.1)',
		type: 'webhooks',
		stored: hook('<authentication_type>MTLS</authentication_type>'),
		reads: { authentication_type: 'MTLS' },
	},
	{
		section: '11.61',
		rule: 'the hash algorithm is reset by another type (jamf-behavior 6.1)',
		type: 'webhooks',
		stored: hook(
			'<authentication_type>HASH_SIGNATURE</authentication_type><password>a secret of 16 letters</password><hash_algorithm>SHA512</hash_algorithm>',
		),
		sent: webhook('<authentication_type>NONE</authentication_type>'),
		reads: { hash_algorithm: 'SHA256' },
	},
	{
		section: '11.61',
		rule: 'the secret of a signature has 16 characters (jamf-behavior 6.1)',
		type: 'webhooks',
		method: 'POST',
		sent: hook('<authentication_type>HASH_SIGNATURE</authentication_type><password>short</password>'),
		status: 409,
	},
	{
		section: '11.61',
		rule: 'a group that is not cleared does not fit another event (jamf-behavior 6.1)',
		type: 'webhooks',
		stored: hook('<smart_group_id>3</smart_group_id>', 'SmartGroupComputerMembershipChange'),
		sent: webhook('<event>ComputerAdded</event>'),
		status: 409,
		reads: { event: 'SmartGroupComputerMembershipChange', smart_group_id: '3' },
	},
	{
		section: '11.61',
		rule: 'the group -1 fits every event (jamf-behavior 6.1)',
		type: 'webhooks',
		stored: hook('<smart_group_id>3</smart_group_id>', 'SmartGroupComputerMembershipChange'),
		sent: webhook('<event>ComputerAdded</event><smart_group_id>-1</smart_group_id>'),
		reads: { event: 'ComputerAdded', smart_group_id: '-1' },
	},
];
