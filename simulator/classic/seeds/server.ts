import type { Seeds } from './types';

/** What the server itself and its neighbours are. */
export const serverSeeds: Seeds = {
	webhooks: {
		names: ['Inventory to Data Platform', 'Enrollment Notifications'],
		object: (index, name) => ({
			name,
			enabled: false,
			url: `https://hooks.example.com/jamf/${index + 1}`,
			content_type: 'application/json',
			event: ['ComputerInventoryCompleted', 'MobileDeviceEnrolled'][index]!,
			connection_timeout: 5,
			read_timeout: 2,
			authentication_type: 'NONE',
			username: '',
			header: '',
			hash_algorithm: '',
			smart_group_id: -1,
			enable_display_fields_for_group_object: false,
			display_fields: [],
		}),
	},
	sites: { names: ['Berlin', 'Minneapolis'] },
	networksegments: { names: ['Office Berlin', 'Office Minneapolis', 'VPN'] },
	ldapservers: { names: ['Corporate Directory'] },
	distributionpoints: { names: ['Berlin Share', 'Minneapolis Share'] },
	directorybindings: { names: ['Corporate Domain'] },
	softwareupdateservers: { names: ['Update Cache'] },
	ibeacons: { names: ['Reception'] },
	removablemacaddresses: { names: ['A0:CE:C8:00:00:01', 'A0:CE:C8:00:00:02'] },
	advancedcomputersearches: { names: ['Not Seen for 30 Days', 'Intel Macs'] },
	advancedmobiledevicesearches: { names: ['Low Battery'] },
	advancedusersearches: { names: ['Users without Devices'] },
	licensedsoftware: { names: ['Design Suite', 'CAD'] },
	patchexternalsources: { names: ['Community Patch'] },
	patchinternalsources: { names: ['Jamf'] },
	allowedfileextensions: { names: [], count: 2, object: (index) => ({ extension: ['pdf', 'key'][index]! }) },
};
