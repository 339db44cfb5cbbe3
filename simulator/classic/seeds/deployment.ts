import type { ClassicObject } from '../tree';
import type { Seeds } from './types';

const NOBODY_ELSE = { computers: [], computer_groups: [], users: [], user_groups: [], buildings: [], departments: [] };

/** A scope of everything, or of one group without a department. */
function scope(index: number): ClassicObject {
	const all = index > 1;
	return {
		all_computers: all,
		all_jss_users: false,
		computers: all ? [] : [{ id: 4 }, { id: 5 }],
		computer_groups: all ? [] : [{ id: 2, name: 'Pilot' }],
		buildings: [],
		departments: [],
		limit_to_users: { user_groups: [] },
		limitations: { users: [], user_groups: [], network_segments: [], ibeacons: [] },
		exclusions: { ...NOBODY_ELSE, departments: all ? [{ id: 1 }] : [], network_segments: [], ibeacons: [] },
		jss_users: index === 1 ? [{ id: 1 }] : [],
		jss_user_groups: index === 1 ? [{ id: 1 }, { id: 2 }] : [],
	};
}

const payload = (name: string): string =>
	`<?xml version="1.0" encoding="UTF-8"?><plist version="1"><dict><key>PayloadDisplayName</key><string>${name} &amp;amp; more</string><key>PayloadType</key><string>Configuration</string><key>PayloadVersion</key><integer>1</integer></dict></plist>`;

const LOCAL_ACCOUNT = {
	action: 'Create',
	username: 'support',
	realname: 'Support',
	password: 'made-up',
	home: '/Users/support',
	admin: true,
};

const TRIGGERS = ['EVENT', 'EVENT', 'USER_INITIATED'];

/** Objects that are deployed to devices. */
export const deploymentSeeds: Seeds = {
	policies: {
		names: ['Install Browser', 'Update Inventory', 'Install Office Fonts', 'Restart Weekly', 'Rename Computer'],
		object: (index, name) => ({
			general: {
				name,
				enabled: index !== 3,
				trigger: TRIGGERS[index % 3]!,
				trigger_checkin: index % 3 === 0,
				trigger_other: index % 3 === 1 ? 'inventory' : '',
				frequency: index === 1 ? 'Once every day' : 'Once per computer',
				category: { id: 1 + (index % 6) },
				site: { id: -1, name: 'None' },
			},
			scope: scope(index),
			self_service: { use_for_self_service: index % 3 === 2, notification: true, notification_type: 'Self Service' },
			package_configuration: { packages: [] },
			scripts: index === 4 ? [{ id: 3, name: 'Rename Computer', priority: 'After', parameter4: 'MAC' }] : [],
			printers: { printer: [] },
			dock_items: [],
			account_maintenance: { accounts: index === 1 ? [LOCAL_ACCOUNT] : [], directory_bindings: [] },
			user_interaction: { allow_users_to_defer: false, allow_deferral_until_utc: '', allow_deferral_minutes: 0 },
		}),
	},
	osxconfigurationprofiles: {
		names: ['Wi-Fi Office', 'FileVault', 'Login Window', 'Restrictions'],
		object: (index, name) => ({
			general: { name, redeploy_on_update: 'Newly Assigned', payloads: payload(name) },
			scope: scope(index),
		}),
	},
	mobiledeviceconfigurationprofiles: {
		names: ['Wi-Fi Campus', 'Passcode', 'Home Screen'],
		object: (_, name) => ({
			general: { name, redeploy_on_update: 'Newly Assigned', payloads: payload(name) },
		}),
	},
	restrictedsoftware: {
		names: ['Block Games', 'Block Torrent Clients'],
		object: (index, name) => ({ general: { name, process_name: ['Chess.app', 'Transmission.app'][index]! } }),
	},
	packages: { names: ['Browser-142.0.pkg', 'Fonts-3.1.pkg', 'VPN-Client-8.2.pkg'] },
	printers: {
		names: ['Berlin 2nd Floor', 'Hamburg Reception', 'Minneapolis Lab'],
		object: (index) => ({ uri: `ipp://printer${index + 1}.example.com`, category: 'Printers', shared: false }),
	},
	dockitems: { names: ['Safari', 'Self Service'] },
	macapplications: {
		names: ['Keynote', 'Numbers', 'Pages'],
		object: () => ({ self_service: { notification: ['true', 'Self Service'] } }),
	},
	mobiledeviceapplications: {
		names: ['Classroom', 'Keynote', 'Maps for Teams'],
		object: (index, name) => ({
			general: {
				name,
				bundle_id: ['com.example.classroom', 'com.example.keynote', 'com.example.maps'][index]!,
				internal_app: false,
			},
		}),
	},
	ebooks: {
		names: ['Employee Handbook', 'Travel Policy'],
		object: () => ({ self_service: { notification: ['true', 'Self Service'] } }),
	},
	patchsoftwaretitles: {
		names: ['Google Chrome', 'Mozilla Firefox', 'Zoom'],
		object: (_, name) => ({
			name,
			versions: ['142.0', '141.0.2', '141.0'].map((software_version) => ({ software_version })),
		}),
	},
	patchpolicies: { names: ['Chrome - Pilot', 'Chrome - Everyone'] },
	patches: { names: ['Google Chrome', 'Mozilla Firefox', 'Zoom'] },
};
