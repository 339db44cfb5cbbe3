import type { WriteRule } from './rule';

const account = (content: string) => `<account><name>{name}</name>${content}</account>`;
const grid = (...words: string[]) =>
	`<privileges><jss_objects>${words.map((word) => `<privilege>${word}</privilege>`).join('')}</jss_objects></privileges>`;
const CUSTOM = `<privilege_set>Custom</privilege_set>${grid('Read Computers', 'Read Policies')}`;
const accountGroup = (content: string) => `<group>${content}</group>`;
const MEMBERS = '<members><user><id>1</id><name>administrator</name></user></members>';
const binding = (content: string) => `<directory_binding>${content}</directory_binding>`;
const AD = '<active_directory><forest>f.example.com</forest><use_unc_path>true</use_unc_path></active_directory>';
const BINDING = binding(
	`<name>{name}</name><type>Active Directory</type><domain>a.example.com</domain><username>joiner</username>${AD}`,
);
const disk = (content: string) => `<disk_encryption_configuration>${content}</disk_encryption_configuration>`;
const grids = (
	[
		['11.20', 'accounts/user', account],
		['11.21', 'accounts/group', (content: string) => accountGroup(`<name>{name}</name>${content}`)],
	] as const
).flatMap(([section, type, body]): WriteRule[] => {
	const path = 'privileges.jss_objects.privilege';
	return [
		{
			section,
			rule: 'privileges replace the whole grid, and unknown names are dropped',
			type,
			stored: body(CUSTOM),
			sent: body(`<privilege_set>Custom</privilege_set>${grid('Read Scripts', 'nonsense')}`),
			reads: { [path]: 'Read Scripts' },
		},
		{
			section,
			rule: 'the privileges to read what others change are added',
			type,
			stored: body(CUSTOM),
			sent: body(`<privilege_set>Custom</privilege_set>${grid('Update Scripts', 'Create Sites', 'Read Sites')}`),
			reads: { [path]: 'Update Scripts, Create Sites, Read Sites, Read Scripts' },
		},
		{
			section,
			rule: 'privileges are stored only for a custom set',
			type,
			stored: body(`<privilege_set>Auditor</privilege_set>${grid('Read Computers')}`),
			reads: { [path]: null },
		},
	];
});
const searches = (
	[
		['advancedcomputersearches', 'advanced_computer_search'],
		['advancedmobiledevicesearches', 'advanced_mobile_device_search'],
		['advancedusersearches', 'advanced_user_search'],
	] as const
).flatMap(([type, root]): WriteRule[] => {
	const stored = `<${root}><name>{name}</name><criteria><criterion><name>Model</name></criterion></criteria><display_fields><display_field><name>Model</name></display_field></display_fields></${root}>`;
	return [
		{
			section: '11.23',
			rule: 'empty criteria and display fields clear the lists',
			type,
			stored,
			sent: `<${root}><criteria/><display_fields/></${root}>`,
			reads: { 'criteria.criterion.name': null, 'display_fields.display_field.name': null },
		},
		{
			section: '11.23',
			rule: 'omitted criteria and display fields are kept',
			type,
			stored,
			sent: `<${root}><name>{name} 2</name></${root}>`,
			reads: { 'criteria.criterion.name': 'Model', 'display_fields.display_field.name': 'Model' },
		},
	];
});

/** Sections 11.20 to 11.23, 11.29 and 11.30. */
export const accountRules: readonly WriteRule[] = [
	...grids,
	{
		section: '11.21',
		rule: 'omitted members are kept',
		type: 'accounts/group',
		stored: accountGroup(`<name>{name}</name>${MEMBERS}`),
		sent: accountGroup('<access_level>Full Access</access_level>'),
		reads: { 'members.user.id': '1' },
	},
	{
		section: '11.21',
		rule: 'empty members are cleared',
		type: 'accounts/group',
		stored: accountGroup(`<name>{name}</name>${MEMBERS}`),
		sent: accountGroup('<members/>'),
		reads: { 'members.user.id': null },
	},
	{
		section: '11.22',
		rule: 'an update returns 500 and is applied',
		type: 'activationcode',
		sent: '<activation_code><code>NEW-CODE</code></activation_code>',
		status: 500,
		reads: { code: 'NEW-CODE' },
	},
	...searches,
	{
		section: '11.29',
		rule: 'PowerBroker requires an empty element',
		type: 'directorybindings',
		stored: BINDING,
		sent: binding('<type>PowerBroker Identity Services</type><powerbroker_identity_services/>'),
		reads: { type: 'PowerBroker Identity Services', 'active_directory.forest': null },
	},
	{
		section: '11.29',
		rule: 'without that element the type is not set',
		type: 'directorybindings',
		stored: BINDING,
		sent: binding('<type>PowerBroker Identity Services</type>'),
		reads: { type: 'Active Directory' },
	},
	{
		section: '11.29',
		rule: 'an omitted block is kept, and so is an omitted user name',
		type: 'directorybindings',
		stored: BINDING,
		sent: binding('<domain/>'),
		reads: { domain: '', username: 'joiner', 'active_directory.forest': 'f.example.com' },
	},
	{
		section: '11.29',
		rule: 'omitted children of a block become defaults',
		type: 'directorybindings',
		stored: BINDING,
		sent: binding('<active_directory><default_shell>/bin/zsh</default_shell></active_directory>'),
		reads: {
			'active_directory.default_shell': '/bin/zsh',
			'active_directory.use_unc_path': 'false',
			'active_directory.forest': null,
		},
	},
	{
		section: '11.29',
		rule: 'another mount style becomes smb',
		type: 'directorybindings',
		stored: BINDING,
		sent: binding('<active_directory><mount_style>NFS</mount_style></active_directory>'),
		reads: { 'active_directory.mount_style': 'smb' },
	},
	{
		section: '11.30',
		rule: 'the key type has another spelling in reads',
		type: 'diskencryptionconfigurations',
		stored: disk('<name>{name}</name><key_type>Individual And Institutional</key_type>'),
		reads: { key_type: 'Individual and Institutional' },
	},
	{
		section: '11.30',
		rule: 'the spelling of reads is rejected',
		type: 'diskencryptionconfigurations',
		stored: disk('<name>{name}</name><key_type>Individual</key_type>'),
		sent: disk('<key_type>Individual and Institutional</key_type>'),
		status: 409,
		text: 'Problem with key type',
		reads: { key_type: 'Individual' },
	},
	...[
		'<institutional_recovery_key/>',
		'<institutional_recovery_key><data>QQ==</data></institutional_recovery_key>',
	].map((key): WriteRule => ({
		section: '11.30',
		rule: `${key} without a certificate type is rejected`,
		type: 'diskencryptionconfigurations',
		stored: disk('<name>{name}</name><key_type>Individual</key_type>'),
		sent: disk(key),
		status: 409,
		text: 'Certificate type is required if a recovery key is specified',
	})),
	{
		section: '11.30',
		rule: 'the key of the block is not written',
		type: 'diskencryptionconfigurations',
		stored: disk(
			'<name>{name}</name><key_type>Institutional</key_type><institutional_recovery_key><key>K</key><certificate_type>PKCS12</certificate_type><data>QQ==</data></institutional_recovery_key>',
		),
		reads: {
			'institutional_recovery_key.key': null,
			'institutional_recovery_key.certificate_type': 'PKCS12',
			'institutional_recovery_key.password_sha256': '********************',
		},
	},
];
