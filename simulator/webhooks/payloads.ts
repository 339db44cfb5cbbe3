import { inventoryFieldsOf, str } from '../classic/computers/inventoryFields';
import { titlePart } from '../classic/tree';
import { isObject, type JsonObject } from '../json';
import { isAtLeast } from '../serverVersion';
import type { ServerState } from '../state';

/** A computer in webhooks: IDs are numbers, and any value may be empty (jamf-behavior 6.3). */
export function computerPayload(state: ServerState, id: number): JsonObject {
	const computer = state.computers.read(id);
	if (!computer) return {};
	const { general, hardware, place, udid, department, building } = inventoryFieldsOf(state, computer);
	const system = state.computers.section(computer, 'OPERATING_SYSTEM');
	return {
		udid,
		deviceName: str(general.name),
		model: str(hardware.model),
		macAddress: str(hardware.macAddress),
		alternateMacAddress: str(hardware.altMacAddress),
		serialNumber: str(hardware.serialNumber),
		osVersion: isObject(system) ? str(system.version) : '',
		osBuild: isObject(system) ? str(system.build) : '',
		userDirectoryID: '-1',
		username: str(place.username),
		realName: str(place.realname),
		emailAddress: str(place.email),
		phone: str(place.phone),
		position: str(place.position),
		department,
		building,
		room: str(place.room),
		jssID: id,
		ipAddress: str(general.lastIpAddress),
		...(isNewer(state)
			? {
					reportedIpV4Address: str(general.lastReportedIp),
					reportedIpV6Address: null,
					managementId: str(general.managementId),
				}
			: { reportedIpAddress: str(general.lastReportedIp) }),
	};
}

/** jamf-behavior 6.3 has two variants of payloads and no version: here 11.0 is the first with the newer one. */
const isNewer = ({ settings }: ServerState): boolean => isAtLeast(settings.serverVersion, '11.0');

export function mobileDevicePayload(state: ServerState, id: number): JsonObject {
	const device = state.classic.store('mobiledevices').read(id) ?? {};
	const general = titlePart(device);
	const location = isObject(device.location) ? device.location : {};
	return {
		udid: str(general.udid),
		deviceName: str(general.name),
		model: str(general.model_identifier),
		modelDisplay: str(general.model),
		version: str(general.os_version),
		osVersion: str(general.os_version),
		osBuild: str(general.os_build),
		serialNumber: str(general.serial_number),
		wifiMacAddress: str(general.wifi_mac_address),
		bluetoothMacAddress: str(general.bluetooth_mac_address),
		imei: '',
		icciID: '',
		ipAddress: str(general.ip_address),
		product: '',
		room: str(location.room),
		userDirectoryID: '-1',
		username: str(location.username),
		jssID: id,
	};
}

interface GroupChange {
	id: number;
	name: string;
	added: number[];
	removed: number[];
}

/** jamf-behavior 6.3: `jssid` with a lowercase d here. */
export const deviceGroupPayload = (computer: boolean, { id, name, added, removed }: GroupChange): JsonObject => ({
	name,
	smartGroup: true,
	jssid: id,
	computer,
	groupAddedDevices: added.map((device) => ({ jssID: device })),
	groupAddedDevicesIds: added,
	groupRemovedDevices: removed.map((device) => ({ jssID: device })),
	groupRemovedDevicesIds: removed,
});

export const userGroupPayload = ({ id, name, added, removed }: GroupChange): JsonObject => ({
	name,
	smartGroup: true,
	jssid: id,
	groupAddedUserIds: added,
	groupRemovedUserIds: removed,
});
