import type { Records } from '../../records';
import type { ClassicObject } from '../tree';
import { SHARED } from './elements';
import { attributesOf } from './attributes';
import { asObject, classicDates, type InventoryFields, isManaged, str } from './inventoryFields';

/** A complete computer, as far as Pro's record covers it. */
export function recordOf({ computers }: Records, fields: InventoryFields): ClassicObject {
	const { general, hardware, computer, udid, department, building } = fields;
	const [system, security] = computers.sections(computer, ['OPERATING_SYSTEM', 'SECURITY']).map(asObject);
	const report = classicDates(general.reportDate);
	const contact = classicDates(general.lastCheckIn);
	return {
		general: {
			id: computer.id,
			...sharedPart(computers, fields, 'general'),
			udid,
			last_reported_ip: str(general.lastReportedIp),
			jamf_version: str(general.jamfBinaryVersion),
			platform: str(general.platform),
			mdm_capable: isManaged(general),
			mdm_capable_users: [str(fields.place.username), 'localadmin'],
			remote_management: { managed: isManaged(general), management_username: 'jamfadmin' },
			supervised: general.supervised === true,
			report_date: report.plain,
			report_date_epoch: report.epoch,
			report_date_utc: report.utc,
			last_contact_time: contact.plain,
			last_contact_time_epoch: contact.epoch,
			last_contact_time_utc: contact.utc,
			management_id: str(general.managementId),
			site: { id: -1, name: 'None' },
		},
		location: { ...sharedPart(computers, fields, 'location'), department, building },
		purchasing: sharedPart(computers, fields, 'purchasing'),
		hardware: {
			make: str(hardware.make),
			model: str(hardware.model),
			model_identifier: str(hardware.modelIdentifier),
			os_name: str(system?.name),
			os_version: str(system?.version),
			os_build: str(system?.build),
			processor_type: str(hardware.processorType),
			processor_architecture: str(hardware.processorArchitecture),
			total_ram: Number(hardware.totalRamMegabytes),
			total_ram_mb: Number(hardware.totalRamMegabytes),
			sip_status: str(security?.sipStatus),
		},
		extension_attributes: attributesOf(computers, computer),
	};
}

function sharedPart(fleet: Records['computers'], { computer }: InventoryFields, part: string): ClassicObject {
	const fields = Object.entries(SHARED[part] ?? {});
	return Object.fromEntries(
		fields.map(([element, { section, field }]) => [element, asObject(fleet.section(computer, section))[field] ?? '']),
	);
}
