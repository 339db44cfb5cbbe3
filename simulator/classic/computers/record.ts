import type { World } from '../../world';
import type { ClassicObject } from '../tree';
import { SHARED } from './elements';
import { attributesOf } from './attributes';
import { asObject, classicDates, type Facts, isManaged, str } from './facts';

/** A whole computer, as far as Pro's record knows it. */
export function recordOf({ computers }: World, facts: Facts): ClassicObject {
	const { general, hardware, computer, udid, department, building } = facts;
	const [system, security] = computers.sections(computer, ['OPERATING_SYSTEM', 'SECURITY']).map(asObject);
	const report = classicDates(general.reportDate);
	const contact = classicDates(general.lastCheckIn);
	return {
		general: {
			id: computer.id,
			...sharedPart(computers, facts, 'general'),
			udid,
			last_reported_ip: str(general.lastReportedIp),
			jamf_version: str(general.jamfBinaryVersion),
			platform: str(general.platform),
			mdm_capable: isManaged(general),
			mdm_capable_users: { mdm_capable_user: [str(facts.place.username), 'localadmin'] },
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
		location: { ...sharedPart(computers, facts, 'location'), department, building },
		purchasing: sharedPart(computers, facts, 'purchasing'),
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

function sharedPart(fleet: World['computers'], { computer }: Facts, part: string): ClassicObject {
	const fields = Object.entries(SHARED[part] ?? {});
	return Object.fromEntries(
		fields.map(([element, { section, field }]) => [element, asObject(fleet.section(computer, section))[field] ?? '']),
	);
}
