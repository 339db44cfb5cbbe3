import type { Computer } from '../fleet/computer';
import { isObject, type JsonObject } from '../json';
import type { World } from '../world';
import { ClassicList, type ClassicObject } from './document';

/** What Classic shows of a computer, from the same record as Pro. */
export interface Facts {
	computer: Computer;
	udid: string;
	general: JsonObject;
	hardware: JsonObject;
	place: JsonObject;
	system: JsonObject;
	department: string;
	building: string;
}

export function factsOf({ computers, departments, buildings }: World, computer: Computer): Facts {
	const names = ['GENERAL', 'HARDWARE', 'USER_AND_LOCATION', 'OPERATING_SYSTEM'] as const;
	const [general, hardware, place, system] = computers
		.sections(computer, names)
		.map((value) => (isObject(value) ? value : {})) as [JsonObject, JsonObject, JsonObject, JsonObject];
	const department = departments.read(Number(place.departmentId))?.name ?? '';
	const building = buildings.read(Number(place.buildingId))?.name ?? '';
	return { computer, udid: computers.udid(computer), general, hardware, place, system, department, building };
}

export const str = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

const managed = ({ remoteManagement }: JsonObject): boolean =>
	isObject(remoteManagement) && remoteManagement.managed === true;

const milliseconds = (date: unknown): number => (typeof date === 'string' ? Date.parse(date) : 0);

/** Classic writes dates in its own three ways. */
const reportDates = (date: unknown) => {
	const epoch = milliseconds(date);
	const utc = epoch === 0 ? '' : new Date(epoch).toISOString().replace('Z', '+0000');
	return { epoch, utc };
};

export const basic = ({ computer, general, hardware, place, udid, department, building }: Facts): ClassicObject => ({
	id: computer.id,
	name: str(general.name),
	managed: managed(general),
	username: str(place.username),
	model: str(hardware.model),
	department,
	building,
	mac_address: str(hardware.macAddress),
	udid,
	serial_number: str(hardware.serialNumber),
	report_date_utc: reportDates(general.reportDate).utc,
	report_date_epoch: reportDates(general.reportDate).epoch,
});

export const brief = ({ computer, general, hardware, place, udid, department, building }: Facts): ClassicObject => ({
	id: computer.id,
	name: str(general.name),
	udid,
	serial_number: str(hardware.serialNumber),
	mac_address: str(hardware.macAddress),
	alt_mac_address: str(hardware.altMacAddress),
	asset_tag: str(general.assetTag),
	bar_code_1: str(general.barcode1),
	bar_code_2: str(general.barcode2),
	username: str(place.username),
	realname: str(place.realname),
	email: str(place.email),
	room: str(place.room),
	position: str(place.position),
	building_name: building,
	department_name: department,
});

export function full(facts: Facts): ClassicObject {
	const { general, hardware, place, system, computer, udid, department, building } = facts;
	const { epoch, utc } = reportDates(general.reportDate);
	return {
		general: {
			id: computer.id,
			name: str(general.name),
			mac_address: str(hardware.macAddress),
			alt_mac_address: str(hardware.altMacAddress),
			ip_address: str(general.lastIpAddress),
			last_reported_ip: str(general.lastReportedIp),
			serial_number: str(hardware.serialNumber),
			udid,
			jamf_version: str(general.jamfBinaryVersion),
			platform: str(general.platform),
			barcode_1: str(general.barcode1),
			barcode_2: str(general.barcode2),
			asset_tag: str(general.assetTag),
			remote_management: { managed: managed(general) },
			supervised: general.supervised === true,
			report_date: utc.slice(0, 19).replace('T', ' '),
			report_date_epoch: epoch,
			report_date_utc: utc,
			management_id: str(general.managementId),
			site: { id: -1, name: 'None' },
		},
		location: {
			username: str(place.username),
			realname: str(place.realname),
			real_name: str(place.realname),
			email_address: str(place.email),
			position: str(place.position),
			phone: str(place.phone),
			department,
			building,
			room: str(place.room),
		},
		hardware: {
			make: str(hardware.make),
			model: str(hardware.model),
			model_identifier: str(hardware.modelIdentifier),
			os_name: str(system.name),
			os_version: str(system.version),
			os_build: str(system.build),
			processor_type: str(hardware.processorType),
			total_ram_mb: Number(hardware.totalRamMegabytes),
		},
		extension_attributes: new ClassicList('extension_attribute', []),
		configuration_profiles: new ClassicList('configuration_profile', [], true),
	};
}
