import type { NodeRule } from './rule';

const policy = (content: string) => `<policy>${content}</policy>`;
const general = (content: string) => policy(`<general>${content}</general>`);
const limits = (content: string) => general(`<date_time_limitations>${content}</date_time_limitations>`);
const STORED = policy('<general><id>7</id><name>P</name><frequency>Ongoing</frequency></general>');
const group = (...names: string[]) => names.map((name) => `<user_group><name>${name}</name></user_group>`).join('');
const CENTER = 'Self Service and Notification Center';

/** Section 11.53. */
export const policyRules: readonly NodeRule[] = (
	[
		{
			rule: 'leaves views of other elements out',
			given: {
				general: {
					id: 7,
					enabled: true,
					network_limitations: { any_ip_address: true },
					override_default_settings: { sus: 'x' },
				},
			},
			sends: general('<id>7</id><enabled>true</enabled>'),
		},
		{
			rule: 'rejects retries that Jamf would reset',
			stored: STORED,
			given: { general: { retry_event: 'check-in' } },
			rejects: 'Jamf keeps general.retry_event only while frequency is "Once per computer"',
		},
		{
			rule: 'sends retries with the frequency that keeps them',
			given: { general: { frequency: 'Once per computer', retry_attempts: 3 } },
			sends: general('<frequency>Once per computer</frequency><retry_attempts>3</retry_attempts>'),
		},
		...(
			[
				['5:00 PM', '65:00 AM'],
				['12:00 AM', '48:00 AM'],
				['9:05 AM', '57:05 AM'],
				['17:00', '65:00 AM'],
			] as const
		).map(([given, sent]) => ({
			rule: `sends the no-execute time ${given} as ${sent}`,
			given: { general: { date_time_limitations: { no_execute_start: given } } },
			sends: limits(`<no_execute_start>${sent}</no_execute_start>`),
		})),
		{
			rule: 'sends no empty no-execute time, which Jamf would ignore',
			given: { general: { date_time_limitations: { no_execute_start: '', no_execute_end: '5:00 PM' } } },
			sends: limits('<no_execute_end>65:00 AM</no_execute_end>'),
		},
		{
			rule: 'rejects another form of a time',
			stored: STORED,
			given: { general: { date_time_limitations: { no_execute_start: '5 p.m.' } } },
			rejects: 'general.date_time_limitations.no_execute_start must be a time such as 5:30 PM.',
		},
		{
			rule: 'sends dates in the form of the server, without the derived forms',
			given: {
				general: {
					id: 7,
					date_time_limitations: {
						activation_date: '2026-12-01T08:00',
						activation_date_epoch: 5,
						activation_date_utc: 'x',
					},
				},
			},
			sends: general(
				'<id>7</id><date_time_limitations><activation_date>2026-12-01 08:00:00</activation_date></date_time_limitations>',
			),
		},
		{
			rule: 'rejects accounts whose passwords Jamf would erase',
			stored: policy(
				'<general><id>7</id></general><account_maintenance><accounts><account><username>anna</username><password_sha256>********************</password_sha256></account></accounts></account_maintenance>',
			),
			given: { account_maintenance: { accounts: [{ action: 'Reset', username: 'anna', hint: 'x' }] } },
			rejects:
				'Jamf does not return the password of "anna" in account_maintenance.accounts, and this update would erase it.',
		},
		{
			rule: 'rejects another mode of the EFI password',
			stored: STORED,
			given: { account_maintenance: { open_firmware_efi_password: { of_mode: 'full', of_password: 'x' } } },
			rejects: '"full" is not a valid value of account_maintenance.open_firmware_efi_password.of_mode',
		},
		{
			rule: 'sends the date of a deferral in the form of the server',
			given: {
				user_interaction: { allow_users_to_defer: true, allow_deferral_until_utc: '2027-01-01T02:00:00+01:00' },
			},
			sends: policy(
				'<user_interaction><allow_users_to_defer>true</allow_users_to_defer><allow_deferral_until_utc>2027-01-01T01:00:00.000+0000</allow_deferral_until_utc></user_interaction>',
			),
		},
		{
			rule: 'rejects a deferral without permission to defer',
			stored: STORED,
			given: { user_interaction: { allow_users_to_defer: false, allow_deferral_minutes: 1440 } },
			rejects: 'Jamf keeps user_interaction.allow_deferral_minutes only while allow_users_to_defer is "true"',
		},
		{
			rule: 'leaves out what is always returned empty',
			given: { general: { id: 7 }, printers: { leave_existing_default: '', printer: [] } },
			sends: policy('<general><id>7</id></general><printers/>'),
		},
		{
			rule: 'leaves the copy of the directory groups out',
			given: {
				general: { id: 7 },
				scope: { limit_to_users: { user_groups: ['Staff'] }, limitations: { user_groups: [{ name: 'Staff' }] } },
			},
			sends: policy(
				`<general><id>7</id></general><scope><limitations><user_groups>${group('Staff')}</user_groups></limitations></scope>`,
			),
		},
		{
			rule: 'sends the boolean and the place of notifications in two elements',
			given: { self_service: { notification: ['true', CENTER] } },
			sends: policy(
				`<self_service><notification>true</notification><notification_type>${CENTER}</notification_type></self_service>`,
			),
		},
		{
			rule: 'sends an empty restart, which is a value of its own',
			given: { reboot: { specify_startup: '' } },
			sends: policy('<reboot><specify_startup/></reboot>'),
		},
	] satisfies Array<Omit<NodeRule, 'resource' | 'section'>>
).map((rule) => ({ section: '11.53', resource: 'policy', ...rule }));
