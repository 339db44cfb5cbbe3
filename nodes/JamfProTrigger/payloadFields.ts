/** Names that Jamf uses or used for a value, in order of precedence, by name in the output. */
export type Sources = Readonly<Record<string, readonly string[]>>;

/** Fields with the same name in the output. */
export function keepNames(...names: string[]): Sources {
	return Object.fromEntries(names.map((name) => [name, [name]]));
}

export const ID: Sources = { id: ['jssID', 'jssid'] };

export const COMPUTER: Sources = {
	...ID,
	name: ['deviceName'],
	...keepNames('serialNumber', 'udid', 'managementId', 'model', 'osVersion', 'osBuild'),
	...keepNames('macAddress', 'alternateMacAddress', 'ipAddress'),
	reportedIpV4Address: ['reportedIpV4Address', 'reportedIpAddress'],
	...keepNames('reportedIpV6Address', 'username', 'realName', 'emailAddress', 'phone', 'position'),
	...keepNames('department', 'building', 'room', 'userDirectoryID'),
};

export const MOBILE_DEVICE: Sources = {
	...ID,
	name: ['deviceName'],
	...keepNames('serialNumber', 'udid', 'managementId', 'model', 'modelDisplay', 'product', 'version', 'osVersion'),
	...keepNames('osBuild', 'wifiMacAddress', 'bluetoothMacAddress', 'imei', 'icciID', 'ipAddress', 'username'),
	...keepNames('room', 'userDirectoryID'),
};

export const GROUP: Sources = { ...ID, name: ['name'], isSmart: ['smartGroup'] };

export const DEVICE_CHANGES: Sources = {
	addedIds: ['groupAddedDevicesIds'],
	removedIds: ['groupRemovedDevicesIds'],
	added: ['groupAddedDevices'],
	removed: ['groupRemovedDevices'],
};

export const USER_CHANGES: Sources = {
	addedIds: ['groupAddedUserIds'],
	removedIds: ['groupRemovedUserIds'],
	added: ['groupAddedUsers'],
	removed: ['groupRemovedUsers'],
};

export const SERVER = keepNames('hostAddress', 'institution', 'isClusterMaster', 'jssUrl', 'webApplicationPath');
