import type { ClassicObject } from '../tree';
import { classicDates, type InventoryFields, isManaged, str } from './inventoryFields';

/** A row of `/computers/subset/basic` (jamf-behavior 5.5). */
export function basic({
	computer,
	general,
	hardware,
	place,
	udid,
	department,
	building,
}: InventoryFields): ClassicObject {
	const { utc, epoch } = classicDates(general.reportDate);
	return {
		id: computer.id,
		name: str(general.name),
		managed: isManaged(general),
		username: str(place.username),
		model: str(hardware.model),
		department,
		building,
		mac_address: str(hardware.macAddress),
		udid,
		serial_number: str(hardware.serialNumber),
		report_date_utc: utc,
		report_date_epoch: epoch,
	};
}

/** A row of `/computers/match/…`. */
export const matched = ({
	computer,
	general,
	hardware,
	place,
	udid,
	department,
	building,
}: InventoryFields): ClassicObject => ({
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
	email_address: str(place.email),
	room: str(place.room),
	position: str(place.position),
	building,
	building_name: building,
	department,
	department_name: department,
});
