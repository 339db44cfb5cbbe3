/** Identifiers of an object in a path besides its ID (jamf-behavior 5.5); the rows have only those that the nodes need. */

const DEVICE = ['name', 'serialnumber', 'udid', 'macaddress'];

const OTHERS: Readonly<Record<string, readonly string[]>> = {
	'accounts/group': ['groupname'],
	'accounts/user': ['username'],
	allowedfileextensions: ['extension'],
	computerapplicationusage: DEVICE,
	computerhardwaresoftwarereports: DEVICE,
	computerhistory: DEVICE,
	computerinvitations: ['name', 'invitation'],
	computermanagement: DEVICE,
	computers: DEVICE,
	healthcarelistener: [],
	healthcarelistenerrule: [],
	infrastructuremanager: [],
	jsonwebtokenconfigurations: [],
	mobiledeviceapplications: ['name', 'bundleid'],
	mobiledeviceenrollmentprofiles: ['name', 'invitation'],
	mobiledevicehistory: DEVICE,
	mobiledeviceinvitations: ['invitation'],
	mobiledeviceprovisioningprofiles: ['name', 'uuid'],
	mobiledevices: DEVICE,
	patchpolicies: [],
	patchsoftwaretitles: [],
	peripherals: [],
	peripheraltypes: [],
	users: ['name', 'email'],
	vppaccounts: [],
	vppassignments: [],
	vppinvitations: [],
};

export const lookupsOf = (path: string): readonly string[] => OTHERS[path] ?? ['name'];
