import type { WriteRule } from './rule';

interface Scoped {
	type: string;
	/** The object around its general section and its scope. */
	object: (general: string, scope?: string) => string;
	devices: 'computer' | 'mobile_device';
}

const inRoot =
	(root: string, required = '') =>
	(general: string, scope = '') =>
		`<${root}>${general === '' ? '' : `<general>${general}${required}</general>`}${scope === '' ? '' : `<scope>${scope}</scope>`}</${root}>`;

const POLICIES: Scoped = { type: 'policies', object: inRoot('policy'), devices: 'computer' };
const MAC_PROFILES: Scoped = {
	type: 'osxconfigurationprofiles',
	object: inRoot('os_x_configuration_profile'),
	devices: 'computer',
};
const MOBILE_PROFILES: Scoped = {
	type: 'mobiledeviceconfigurationprofiles',
	object: inRoot('configuration_profile'),
	devices: 'mobile_device',
};
const MAC_APPS: Scoped = {
	type: 'macapplications',
	object: inRoot('mac_application', '<version>1</version><bundle_id>a.b</bundle_id><url>https://a</url>'),
	devices: 'computer',
};
const MOBILE_APPS: Scoped = {
	type: 'mobiledeviceapplications',
	object: inRoot('mobile_device_application', '<version>1</version><bundle_id>a.b</bundle_id>'),
	devices: 'mobile_device',
};
const EBOOKS: Scoped = { type: 'ebooks', object: inRoot('ebook'), devices: 'computer' };
const PATCH_POLICIES: Scoped = {
	type: 'patchpolicies',
	object: inRoot('patch_policy', '<target_version>142.0</target_version>'),
	devices: 'computer',
};
const RESTRICTED: Scoped = {
	type: 'restrictedsoftware',
	object: inRoot('restricted_software', '<process_name>Chess.app</process_name>'),
	devices: 'computer',
};
const ALL = [POLICIES, MAC_PROFILES, MOBILE_PROFILES, MAC_APPS, MOBILE_APPS, EBOOKS, PATCH_POLICIES, RESTRICTED];

const NAME = '<name>{name}</name>';
const list = (element: string, item: string, ...ids: number[]) =>
	`<${element}>${ids.map((id) => `<${item}><id>${id}</id></${item}>`).join('')}</${element}>`;
const departments = (...ids: number[]) => list('departments', 'department', ...ids);
const devicesOf = ({ devices }: Scoped, ...ids: number[]) => list(`${devices}s`, devices, ...ids);
const groupsOf = ({ devices }: Scoped, ...ids: number[]) => list(`${devices}_groups`, `${devices}_group`, ...ids);
const directory = (part: string, entry: string) =>
	`<${part}><user_groups><user_group>${entry}</user_group></user_groups></${part}>`;

/** Rules that all scopes share (11.7). */
const forEach = (scoped: Scoped): WriteRule[] => {
	const { type, object, devices } = scoped;
	const path = `scope.${devices}s.${devices}.id`;
	const stored = object(NAME, devicesOf(scoped, 3, 4) + departments(1));
	const flag =
		type === 'mobiledeviceapplications' || devices === 'mobile_device' ? 'all_mobile_devices' : 'all_computers';
	return [
		{
			section: '11.7',
			rule: 'a scope with one category replaces the whole scope',
			type,
			stored,
			sent: object('', devicesOf(scoped, 5)),
			reads: { [path]: '5', 'scope.departments.department.id': null },
		},
		{
			section: '11.7',
			rule: 'an empty category clears it',
			type,
			stored,
			sent: object('', `<${devices}s/>${departments(1)}`),
			reads: { [path]: null, 'scope.departments.department.id': '1' },
		},
		{
			section: '11.7',
			rule: 'a scope without a category is ignored',
			type,
			stored,
			sent: object('', `<${flag}>true</${flag}>`),
			reads: { [`scope.${flag}`]: 'false', [path]: '3, 4', 'scope.departments.department.id': '1' },
		},
		{
			section: '11.7',
			rule: 'children that are out of order are ignored',
			type,
			stored,
			sent: object('', departments(1) + devicesOf(scoped, 5)),
			reads: { 'scope.departments.department.id': '1', [path]: null },
		},
		{
			section: '11.7',
			rule: 'a flag drops the targets that it covers, and no exclusions',
			type,
			stored,
			sent: object(
				'',
				`<${flag}>true</${flag}>${devicesOf(scoped, 5)}${departments(1)}<exclusions>${devicesOf(scoped, 6)}</exclusions>`,
			),
			reads: {
				[`scope.${flag}`]: 'true',
				[path]: null,
				'scope.departments.department.id': null,
				[`scope.exclusions.${devices}s.${devices}.id`]: '6',
			},
		},
		{
			section: '11.7',
			rule: 'a reference to a missing object is rejected',
			type,
			stored,
			sent: object('', groupsOf(scoped, 999)),
			status: 409,
			text: `Error: Unable to match ${devices.replace('_', ' ')} group`,
			reads: { [path]: '3, 4' },
		},
		{
			section: '11.7',
			rule: 'a reference to a deleted object is returned, and the scope cannot be saved with it',
			type,
			stored: object(NAME, `${devicesOf(scoped, 3)}<exclusions>${groupsOf(scoped, 1)}</exclusions>`),
			given: ({ state }, id) => {
				const store = state.classic.store(type);
				const current = store.read(id) ?? {};
				const gone = { [`${devices}_groups`]: [{ id: 999, name: 'Gone' }] };
				const scope = current.scope as Record<string, object>;
				store.write(id, { ...current, scope: { ...scope, exclusions: { ...scope.exclusions, ...gone } } } as never);
			},
			sent: object('', `${devicesOf(scoped, 3)}<exclusions>${groupsOf(scoped, 999)}</exclusions>`),
			status: 409,
			text: `Error: Unable to match excluded ${devices.replace('_', ' ')} group`,
			reads: { [`scope.exclusions.${devices}_groups.${devices}_group.name`]: 'Gone' },
		},
	];
};

/** Every child of a scope of the type, in the order of 11.7. */
const inOrder: ReadonlyArray<[Scoped, string, Record<string, string>]> = [
	[
		POLICIES,
		`${devicesOf(POLICIES, 3)}${groupsOf(POLICIES, 2)}${list('buildings', 'building', 1)}${departments(1)}<limitations>${list('network_segments', 'network_segment', 1)}${list('ibeacons', 'ibeacon', 1)}</limitations><exclusions>${devicesOf(POLICIES, 4)}${list('network_segments', 'network_segment', 2)}${departments(2)}${list('ibeacons', 'ibeacon', 1)}</exclusions>`,
		{
			'scope.computer_groups.computer_group.id': '2',
			'scope.limitations.ibeacons.ibeacon.id': '1',
			'scope.exclusions.network_segments.network_segment.id': '2',
			'scope.exclusions.departments.department.id': '2',
			'scope.exclusions.ibeacons.ibeacon.id': '1',
		},
	],
	[
		MAC_PROFILES,
		`${devicesOf(MAC_PROFILES, 3)}${list('jss_users', 'user', 1)}${list('jss_user_groups', 'user_group', 1)}${departments(1)}`,
		{
			'scope.jss_users.user.id': '1',
			'scope.jss_user_groups.user_group.id': '1',
			'scope.departments.department.id': '1',
		},
	],
	[
		MOBILE_PROFILES,
		`${devicesOf(MOBILE_PROFILES, 3)}${groupsOf(MOBILE_PROFILES, 2)}${list('jss_users', 'user', 1)}${departments(1)}`,
		{ 'scope.mobile_device_groups.mobile_device_group.id': '2', 'scope.departments.department.id': '1' },
	],
	[
		MAC_APPS,
		`${devicesOf(MAC_APPS, 3)}${groupsOf(MAC_APPS, 2)}${list('buildings', 'building', 1)}${departments(1)}`,
		{ 'scope.computers.computer.id': '3', 'scope.buildings.building.id': '1', 'scope.departments.department.id': '1' },
	],
	[
		MOBILE_APPS,
		`${devicesOf(MOBILE_APPS, 3)}${groupsOf(MOBILE_APPS, 2)}${list('buildings', 'building', 1)}${departments(1)}`,
		{ 'scope.mobile_device_groups.mobile_device_group.id': '2', 'scope.departments.department.id': '1' },
	],
	[
		EBOOKS,
		`${devicesOf(EBOOKS, 3)}${list('mobile_devices', 'mobile_device', 2)}${list('jss_users', 'user', 1)}${departments(1)}${list('classes', 'class', 1)}`,
		{
			'scope.computers.computer.id': '3',
			'scope.mobile_devices.mobile_device.id': '2',
			'scope.jss_users.user.id': '1',
			'scope.classes.class.id': '1',
		},
	],
	[
		PATCH_POLICIES,
		`${devicesOf(PATCH_POLICIES, 3)}${groupsOf(PATCH_POLICIES, 2)}${departments(1)}`,
		{ 'scope.computer_groups.computer_group.id': '2', 'scope.departments.department.id': '1' },
	],
	[
		RESTRICTED,
		`${devicesOf(RESTRICTED, 3)}${departments(1)}<exclusions>${devicesOf(RESTRICTED, 4)}<users><user><name>anna</name></user></users></exclusions>`,
		{ 'scope.departments.department.id': '1', 'scope.exclusions.users.user.name': 'anna' },
	],
];

const foreign: ReadonlyArray<[Scoped, element: string, item: string, text: string]> = [
	[
		MAC_PROFILES,
		'mobile_device_groups',
		'mobile_device_group',
		'Error: Mobile device groups cannot be assigned to an macOS profile',
	],
	[MOBILE_PROFILES, 'computer_groups', 'computer_group', 'Error: Computer groups cannot be assigned to an iOS profile'],
];

/** Sections 11.7 and 11.8. */
export const scopeRules: readonly WriteRule[] = [
	...ALL.flatMap(forEach),
	...inOrder.map(([{ type, object }, scope, reads]): WriteRule => ({
		section: '11.7',
		rule: 'all children in the documented order are stored',
		type,
		stored: object(NAME),
		sent: object('', scope),
		reads,
	})),
	...foreign.flatMap(([{ type, object }, element, item, text]): WriteRule[] => [
		{
			section: '11.7',
			rule: 'a category of another kind is ignored while it is empty',
			type,
			stored: object(NAME),
			sent: object('', `<${element}/>${departments(1)}`),
			reads: { 'scope.departments.department.id': '1', [`scope.${element}`]: null },
		},
		{
			section: '11.10',
			rule: 'a category of another kind is rejected when it has entries',
			type,
			stored: object(NAME),
			sent: object('', list(element, item, 1)),
			status: 409,
			text,
		},
	]),
	...[POLICIES, MAC_PROFILES, MOBILE_PROFILES, MAC_APPS, MOBILE_APPS, EBOOKS, PATCH_POLICIES].flatMap(
		({ type, object }): WriteRule[] => [
			{
				section: '11.8',
				rule: 'a directory group is matched by name, whatever its ID',
				type,
				stored: object(NAME),
				sent: object('', directory('limitations', '<id>5</id><name>Staff</name>')),
				reads: {
					'scope.limitations.user_groups.user_group.name': 'Staff',
					'scope.limitations.user_groups.user_group.id': /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/,
				},
			},
			{
				section: '11.8',
				rule: 'a directory group that is unknown is rejected',
				type,
				stored: object(NAME),
				sent: object('', directory('limitations', '<name>Nobody</name>')),
				status: 409,
				text: 'Problem matching limitation user group',
			},
			{
				section: '11.8',
				rule: 'names of directory groups are compared exactly',
				type,
				stored: object(NAME),
				sent: object('', directory('limitations', '<name>staff</name>')),
				status: 409,
				text: 'Problem matching limitation user group',
			},
			{
				section: '11.8',
				rule: 'an ID without a name does not match',
				type,
				stored: object(NAME),
				sent: object('', directory('exclusions', '<id>5</id>')),
				status: 409,
			},
			{
				section: '11.8',
				rule: 'directory users are stored by name',
				type,
				stored: object(NAME),
				sent: object('', '<exclusions><users><user><name>anna</name></user></users></exclusions>'),
				reads: { 'scope.exclusions.users.user.name': 'anna' },
			},
		],
	),
	{
		section: '11.55',
		rule: 'exclusions contain local user names, which are not looked up',
		type: RESTRICTED.type,
		stored: RESTRICTED.object(NAME),
		sent: RESTRICTED.object('', '<exclusions><users><user><name>anyone</name></user></users></exclusions>'),
		reads: { 'scope.exclusions.users.user.name': 'anyone' },
	},
	{
		section: '11.55',
		rule: 'the scope has no limitations',
		type: RESTRICTED.type,
		stored: RESTRICTED.object(NAME),
		sent: RESTRICTED.object(
			'',
			`${departments(1)}<limitations><users><user><name>anna</name></user></users></limitations>`,
		),
		reads: { 'scope.departments.department.id': '1', 'scope.limitations.users.user.name': null },
	},
	...['vppassignments', 'vppinvitations'].map((type): WriteRule => {
		const isAssignment = type === 'vppassignments';
		const root = isAssignment ? 'vpp_assignment' : 'vpp_invitation';
		const required = isAssignment ? '<vpp_admin_account_id>1</vpp_admin_account_id>' : '';
		return {
			section: isAssignment ? '11.58' : '11.59',
			rule: 'IDs of directory groups are text, and groups are matched by name',
			type,
			stored: `<${root}><general>${NAME}${required}</general></${root}>`,
			sent: `<${root}><scope>${directory('limitations', '<id>5</id><name>Staff</name>')}</scope></${root}>`,
			reads: {
				'scope.limitations.user_groups.user_group.name': 'Staff',
				'scope.limitations.user_groups.user_group.id': /^[\da-f]{8}-/,
			},
		};
	}),
];
