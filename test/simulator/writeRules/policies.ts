import type { Simulator } from '../../../simulator';
import type { WriteRule } from './rule';

const policy = (general: string, more = '') => `<policy><general>${general}</general>${more}</policy>`;
const POLICY = policy('<name>{name}</name>');
const limits = (content: string) => policy(`<date_time_limitations>${content}</date_time_limitations>`);
const LIMITS = 'general.date_time_limitations';
const WINDOW = limits('<no_execute_start>65:00 AM</no_execute_start><no_execute_end>57:05 AM</no_execute_end>');
const accounts = (...entries: string[]) =>
	`<policy><account_maintenance><accounts>${entries.map((each) => `<account>${each}</account>`).join('')}</accounts></account_maintenance></policy>`;
const CREATE = '<action>Create</action><username>anna</username><password>p</password><home>/Users/anna</home>';
const RESET = '<action>Reset</action><username>bob</username>';
const deferral = (isAllowed: boolean, until: string, minutes: number) =>
	`<policy><user_interaction><allow_users_to_defer>${isAllowed}</allow_users_to_defer><allow_deferral_until_utc>${until}</allow_deferral_until_utc><allow_deferral_minutes>${minutes}</allow_deferral_minutes></user_interaction></policy>`;
const deferred = (isAllowed: boolean, until: string, minutes: number) => ({
	'user_interaction.allow_users_to_defer': String(isAllowed),
	'user_interaction.allow_deferral_until_utc': until,
	'user_interaction.allow_deferral_minutes': String(minutes),
});
const retries = (frequency: string) =>
	`<frequency>${frequency}</frequency><retry_event>check-in</retry_event><retry_attempts>3</retry_attempts><notify_on_each_failed_retry>true</notify_on_each_failed_retry>`;
const firmware = (content: string) =>
	`<policy><account_maintenance><open_firmware_efi_password>${content}</open_firmware_efi_password></account_maintenance></policy>`;
const FIRMWARE = firmware('<of_mode>command</of_mode><of_password>secret</of_password>');
const groups = (element: string) =>
	`<${element}><user_groups><user_group><name>Staff</name></user_group></user_groups></${element}>`;

/** Section 11.53. */
const rules: ReadonlyArray<Omit<WriteRule, 'section' | 'type'>> = [
	{
		rule: 'network requirements are Any or Ethernet',
		sent: policy('<network_requirements>Wi-Fi</network_requirements>'),
		reads: { 'general.network_requirements': 'Any' },
	},
	{
		rule: 'network_limitations is ignored',
		sent: policy('<network_limitations><any_ip_address>false</any_ip_address></network_limitations>'),
		reads: { 'general.network_limitations.any_ip_address': 'true' },
	},
	...['network_limitations', 'override_default_settings'].map((name) => ({
		rule: `some servers reject ${name}`,
		given: ({ state: { classic } }: Simulator) => {
			classic.rejectsDerivedElements = true;
			return () => {
				classic.rejectsDerivedElements = false;
			};
		},
		sent: policy(`<${name}/>`),
		status: 409,
		text: 'Error: Problem with general',
	})),
	{
		rule: 'override_default_settings is ignored',
		sent: policy(
			'<override_default_settings><force_afp_smb>true</force_afp_smb><sus>x</sus></override_default_settings>',
		),
		reads: { 'general.override_default_settings.force_afp_smb': 'false' },
	},
	...[
		['Any', 'No Minimum'],
		['Ethernet', 'Ethernet'],
	].map(([given, shown]) => ({
		rule: `network_limitations follows the network requirements ${given}`,
		sent: policy(`<network_requirements>${given}</network_requirements>`),
		reads: { 'general.network_limitations.minimum_network_connection': String(shown) },
	})),
	{
		rule: 'network_limitations follows the segments of the scope',
		sent: '<policy><scope><limitations><network_segments><network_segment><id>1</id></network_segment></network_segments></limitations></scope></policy>',
		reads: {
			'general.network_limitations.any_ip_address': 'false',
			'general.network_limitations.network_segments.network_segment.id': '1',
		},
	},
	{
		rule: 'override_default_settings follows the target drive and the distribution point',
		sent: policy(
			'<target_drive>/Volumes/B</target_drive>',
			'<package_configuration><distribution_point>Berlin Share</distribution_point></package_configuration>',
		),
		reads: {
			'general.override_default_settings.target_drive': '/Volumes/B',
			'general.override_default_settings.distribution_point': 'Berlin Share',
		},
	},
	{
		rule: 'retries are stored while the frequency is Once per computer',
		sent: policy(retries('Once per computer')),
		reads: {
			'general.retry_event': 'check-in',
			'general.retry_attempts': '3',
			'general.notify_on_each_failed_retry': 'true',
		},
	},
	{
		rule: 'retries are reset with any other frequency',
		sent: policy(retries('Ongoing')),
		reads: {
			'general.retry_event': 'none',
			'general.retry_attempts': '-1',
			'general.notify_on_each_failed_retry': 'false',
		},
	},
	{
		rule: 'an empty frequency becomes Once per computer',
		stored: policy('<name>{name}</name><frequency>Ongoing</frequency>'),
		sent: policy('<frequency/>'),
		reads: { 'general.frequency': 'Once per computer' },
	},
	{
		rule: 'dates are stored in one form, and two are derived from it',
		sent: limits(
			'<activation_date>2026-12-01 08:00:00</activation_date><activation_date_epoch>5</activation_date_epoch><activation_date_utc>x</activation_date_utc>',
		),
		reads: {
			[`${LIMITS}.activation_date`]: '2026-12-01 08:00:00',
			[`${LIMITS}.activation_date_epoch`]: /^1796\d{9}$/,
			[`${LIMITS}.activation_date_utc`]: /^2026-12-01T\d\d:00:00\.000\+0000$/,
		},
	},
	{
		rule: 'a date with h:MM PM is dropped',
		sent: limits('<expiration_date>2026-12-01 8:00 PM</expiration_date>'),
		reads: { [`${LIMITS}.expiration_date`]: '' },
	},
	{
		rule: 'a date with HH:MM is rejected',
		sent: limits('<expiration_date>2026-12-01 08:00</expiration_date>'),
		status: 409,
		text: 'Problem with date_time_limitations',
	},
	...[
		['65:00 AM', '5:00 PM'],
		['48:00 AM', '12:00 AM'],
		['57:05 AM', '9:05 AM'],
	].map(([given, shown]) => ({
		rule: `the no-execute time ${given} is stored as ${shown}`,
		sent: limits(`<no_execute_start>${given}</no_execute_start>`),
		reads: { [`${LIMITS}.no_execute_start`]: String(shown) },
	})),
	{
		rule: '24 hours more do not store midnight',
		before: [WINDOW],
		sent: limits('<no_execute_start>24:00 AM</no_execute_start>'),
		reads: { [`${LIMITS}.no_execute_start`]: '' },
	},
	{
		rule: 'a real time clears both ends of the window',
		before: [WINDOW],
		sent: limits('<no_execute_start>5:00 PM</no_execute_start>'),
		reads: { [`${LIMITS}.no_execute_start`]: '', [`${LIMITS}.no_execute_end`]: '' },
	},
	{
		rule: 'an omitted or empty time is kept',
		before: [WINDOW],
		sent: limits('<no_execute_start/>'),
		reads: { [`${LIMITS}.no_execute_start`]: '5:00 PM', [`${LIMITS}.no_execute_end`]: '9:05 AM' },
	},
	...['5:00', '17:00', '65:00  AM', '65:00\u00a0AM', '65:00 A.M.'].map((time) => ({
		rule: `the no-execute time "${time}" is rejected`,
		sent: limits(`<no_execute_start>${time}</no_execute_start>`),
		status: 409,
		text: 'Problem with date_time_limitations',
	})),
	{
		rule: 'times do not depend on no_execute_on',
		before: [WINDOW],
		sent: limits('<no_execute_on><day>Sun</day></no_execute_on>'),
		reads: { [`${LIMITS}.no_execute_start`]: '5:00 PM', [`${LIMITS}.no_execute_on.day`]: 'Sun' },
	},
	{
		rule: 'accounts without a password erase the stored one',
		before: [accounts(CREATE)],
		sent: accounts(CREATE.replace('<password>p</password>', '')),
		reads: { 'account_maintenance.accounts.account.username': 'anna' },
		keeps: {
			account_maintenance: { accounts: [expect.not.objectContaining({ password: expect.anything() as unknown })] },
		},
	},
	{
		rule: 'a reset without a password is rejected',
		sent: accounts(RESET),
		status: 409,
		text: 'Problem with reset account fields',
	},
	...['', '<home/>'].map((home) => ({
		rule: `a new account with the home "${home}" is rejected`,
		sent: accounts(`<action>Create</action><username>anna</username><password>p</password>${home}`),
		status: 409,
		text: 'Problem with create account fields',
	})),
	{
		rule: 'the order of accounts is not kept',
		sent: accounts(`${RESET}<password>p</password>`, CREATE),
		reads: { 'account_maintenance.accounts.account.username': 'anna, bob' },
	},
	{
		rule: 'the action DisableFileVault is removed',
		sent: accounts('<action>DisableFileVault</action><username>carl</username>', CREATE),
		reads: { 'account_maintenance.accounts.account.username': 'anna' },
	},
	{
		rule: 'another mode of the EFI password clears the stored one',
		before: [FIRMWARE],
		sent: firmware('<of_mode>full</of_mode>'),
		reads: { 'account_maintenance.open_firmware_efi_password.of_mode': 'none' },
		keeps: {
			account_maintenance: {
				open_firmware_efi_password: expect.not.objectContaining({
					of_password: expect.anything() as unknown,
				}) as object,
			},
		},
	},
	{ rule: 'no deferral is false, empty and 0', sent: deferral(false, '', 0), reads: deferred(false, '', 0) },
	{
		rule: 'a deferral until a date is true, the date and 0',
		sent: deferral(true, '2027-01-01T01:00:00.000+0000', 0),
		reads: deferred(true, '2027-01-01T01:00:00.000+0000', 0),
	},
	{
		rule: 'a deferral for a duration is true, empty and minutes of whole days',
		sent: deferral(true, '', 2880),
		reads: deferred(true, '', 2880),
	},
	{ rule: 'minutes that are not whole days are rejected', sent: deferral(true, '', 90), status: 409 },
	{ rule: 'another form of the date is rejected', sent: deferral(true, '2027-01-01T01:00:00Z', 0), status: 409 },
	...['', 'Standard Restart', 'MDM Restart with Kernel Cache Rebuild'].map((kind) => ({
		rule: `the restart "${kind}" is stored`,
		sent: `<policy><reboot><specify_startup>${kind}</specify_startup></reboot></policy>`,
		reads: { 'reboot.specify_startup': kind },
	})),
	{
		rule: 'another restart becomes the empty default',
		sent: '<policy><reboot><specify_startup>Soon</specify_startup></reboot></policy>',
		reads: { 'reboot.specify_startup': '' },
	},
	{
		rule: 'printers without entries clear the list',
		before: ['<policy><printers><printer><id>1</id><action>install</action></printer></printers></policy>'],
		sent: '<policy><printers/></policy>',
		reads: { 'printers.printer.id': null },
	},
	{
		rule: 'leave_existing_default is always empty',
		sent: '<policy><printers><leave_existing_default>true</leave_existing_default></printers></policy>',
		reads: { 'printers.leave_existing_default': '' },
	},
	{
		rule: 'disk encryption returns three elements for apply',
		sent: '<policy><disk_encryption><action>apply</action><disk_encryption_configuration_id>1</disk_encryption_configuration_id><auth_restart>true</auth_restart><remediate_key_type>Individual</remediate_key_type></disk_encryption></policy>',
		reads: {
			'disk_encryption.action': 'apply',
			'disk_encryption.disk_encryption_configuration_id': '1',
			'disk_encryption.auth_restart': 'true',
			'disk_encryption.remediate_key_type': null,
		},
	},
	{
		rule: 'disk encryption returns two elements for remediate, and never the configuration',
		sent: '<policy><disk_encryption><action>remediate</action><remediate_key_type>Individual</remediate_key_type><remediate_disk_encryption_configuration_id>1</remediate_disk_encryption_configuration_id></disk_encryption></policy>',
		reads: {
			'disk_encryption.remediate_key_type': 'Individual',
			'disk_encryption.auth_restart': null,
			'disk_encryption.remediate_disk_encryption_configuration_id': null,
		},
		keeps: { disk_encryption: { remediate_disk_encryption_configuration_id: 1 } },
	},
	{
		rule: 'limit_to_users copies the directory groups of the limitations',
		sent: `<policy><scope>${groups('limitations')}</scope></policy>`,
		reads: { 'scope.limit_to_users.user_groups.user_group': 'Staff' },
	},
	{
		rule: 'limit_to_users sets the directory groups of the limitations',
		sent: '<policy><scope><computers/><limit_to_users><user_groups><user_group>Staff</user_group></user_groups></limit_to_users></scope></policy>',
		reads: { 'scope.limitations.user_groups.user_group.name': 'Staff' },
	},
	{
		rule: 'empty directory groups without limit_to_users clear both',
		before: [`<policy><scope>${groups('limitations')}</scope></policy>`],
		sent: '<policy><scope><limitations><user_groups/></limitations></scope></policy>',
		reads: {
			'scope.limit_to_users.user_groups.user_group': null,
			'scope.limitations.user_groups.user_group.name': null,
		},
	},
	{
		rule: 'notification holds the boolean, and notification_type the place',
		sent: '<policy><self_service><notification>true</notification><notification_type>Self Service and Notification Center</notification_type></self_service></policy>',
		reads: {
			'self_service.notification': 'true',
			'self_service.notification_type': 'Self Service and Notification Center',
		},
	},
	{
		rule: 'another notification type becomes the default',
		sent: '<policy><self_service><notification_type>Everywhere</notification_type></self_service></policy>',
		reads: { 'self_service.notification_type': 'Self Service' },
	},
	...['Before', 'After', 'At Reboot'].map((priority) => ({
		rule: `a script can run with the priority ${priority}`,
		sent: `<policy><scripts><script><id>1</id><priority>${priority}</priority></script></scripts></policy>`,
		reads: { 'scripts.script.priority': priority },
	})),
	{
		rule: 'an account section that refers to a missing object is a server error',
		sent: '<policy><account_maintenance><directory_bindings><binding><id>999</id></binding></directory_bindings></account_maintenance></policy>',
		status: 500,
	},
];

export const policyRules: readonly WriteRule[] = rules.map((rule) => ({
	section: '11.53',
	type: 'policies',
	stored: POLICY,
	...rule,
}));
