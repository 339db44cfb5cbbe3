import type { Json } from '../json';
import { isObject } from '../json';
import type { Field, FieldKind, Fields } from '../predicate';
import type { Computer, Fleet, Section } from './computer';
import { SECTIONS } from './sections';

type Use = 'filter' | 'sort' | 'both';
type Row = readonly [name: string, kind: FieldKind, use: Use];

const SECTION_OF: Record<string, Section> = {
	general: 'GENERAL',
	hardware: 'HARDWARE',
	operatingSystem: 'OPERATING_SYSTEM',
	security: 'SECURITY',
	userAndLocation: 'USER_AND_LOCATION',
	diskEncryption: 'DISK_ENCRYPTION',
	purchasing: 'PURCHASING',
};

const COMMON: readonly Row[] = [
	['general.name', 'text', 'both'],
	['general.assetTag', 'text', 'both'],
	['general.barcode1', 'text', 'filter'],
	['general.barcode2', 'text', 'filter'],
	['general.enrolledViaAutomatedDeviceEnrollment', 'boolean', 'filter'],
	['general.lastIpAddress', 'text', 'filter'],
	['general.itunesStoreAccountActive', 'boolean', 'filter'],
	['general.jamfBinaryVersion', 'text', 'both'],
	['general.lastEnrolledDate', 'date', 'both'],
	['general.lastCloudBackupDate', 'date', 'both'],
	['general.reportDate', 'date', 'both'],
	['general.lastReportedIp', 'text', 'filter'],
	['general.lastReportedIpV4', 'text', 'filter'],
	['general.lastReportedIpV6', 'text', 'filter'],
	['general.managementId', 'text', 'filter'],
	['general.remoteManagement.managed', 'boolean', 'filter'],
	['general.mdmCapable.capable', 'boolean', 'filter'],
	['general.platform', 'text', 'both'],
	['general.supervised', 'boolean', 'filter'],
	['general.userApprovedMdm', 'boolean', 'filter'],
	['general.declarativeDeviceManagementEnabled', 'boolean', 'filter'],
	['general.lastLoggedInUsernameSelfService', 'text', 'both'],
	['general.lastLoggedInUsernameSelfServiceTimestamp', 'date', 'both'],
	['general.lastLoggedInUsernameBinary', 'text', 'both'],
	['general.lastLoggedInUsernameBinaryTimestamp', 'date', 'both'],
	['general.lastLoggedInUsernameMdm', 'text', 'both'],
	['general.lastLoggedInUsernameMdmTimestamp', 'date', 'both'],
	['hardware.bleCapable', 'boolean', 'filter'],
	['hardware.macAddress', 'text', 'filter'],
	['hardware.make', 'text', 'both'],
	['hardware.model', 'text', 'both'],
	['hardware.modelIdentifier', 'text', 'filter'],
	['hardware.serialNumber', 'text', 'filter'],
	['hardware.supportsIosAppInstalls', 'boolean', 'filter'],
	['hardware.appleSilicon', 'boolean', 'filter'],
	['operatingSystem.activeDirectoryStatus', 'text', 'filter'],
	['operatingSystem.fileVault2Status', 'text', 'filter'],
	['operatingSystem.build', 'text', 'both'],
	['operatingSystem.supplementalBuildVersion', 'text', 'both'],
	['operatingSystem.rapidSecurityResponse', 'text', 'both'],
	['operatingSystem.name', 'text', 'both'],
	['operatingSystem.version', 'text', 'both'],
	['security.activationLockEnabled', 'boolean', 'filter'],
	['security.recoveryLockEnabled', 'boolean', 'filter'],
	['security.firewallEnabled', 'boolean', 'filter'],
	['userAndLocation.buildingId', 'text', 'filter'],
	['userAndLocation.departmentId', 'text', 'filter'],
	['userAndLocation.email', 'text', 'filter'],
	['userAndLocation.realname', 'text', 'both'],
	['userAndLocation.phone', 'text', 'filter'],
	['userAndLocation.position', 'text', 'filter'],
	['userAndLocation.room', 'text', 'filter'],
	['userAndLocation.username', 'text', 'filter'],
	['diskEncryption.fileVault2Enabled', 'boolean', 'filter'],
	['purchasing.appleCareId', 'text', 'filter'],
	['purchasing.lifeExpectancy', 'number', 'both'],
	['purchasing.purchased', 'boolean', 'filter'],
	['purchasing.leased', 'boolean', 'filter'],
	['purchasing.vendor', 'text', 'filter'],
	['purchasing.warrantyDate', 'date', 'both'],
];

// jamf-behavior 10.2: the contact fields differ between the versions.
const BEFORE_V4: readonly Row[] = [['general.lastContactTime', 'date', 'both']];
const SINCE_V4: readonly Row[] = [
	['general.lastCheckIn', 'date', 'both'],
	['general.lastContact', 'date', 'both'],
	['general.awaitingConfiguration', 'boolean', 'filter'],
	['security.lockdownModeEnabled', 'boolean', 'filter'],
];
// Listed under this name although the record has mdmProfileExpiration.
const CERTIFICATE_EXPIRY = 'general.mdmCertificateExpiration';

export function computerFields(fleet: Fleet, version: number): Fields<Computer> {
	const rows = [...COMMON, ...(version < 4 ? BEFORE_V4 : SINCE_V4)];
	return {
		id: { kind: 'number', read: ({ id }) => id, filterable: true, sortable: true },
		udid: { kind: 'text', read: (computer) => fleet.udid(computer), filterable: true, sortable: true },
		...Object.fromEntries(rows.map((row) => [row[0], sectionField(fleet, row)])),
		[CERTIFICATE_EXPIRY]: sectionField(fleet, ['general.mdmProfileExpiration', 'date', 'both']),
	};
}

function sectionField(fleet: Fleet, [name, kind, use]: Row): Field<Computer> {
	const [root = '', ...path] = name.split('.');
	const section = SECTION_OF[root]!;
	// Of unchanged sections, because benchmarks filter large fleets repeatedly.
	const known = new Map<number, Json | undefined>();
	const read = (computer: Computer) => path.reduce(property, fleet.section(computer, section) as Json | undefined);
	return {
		kind,
		read: (computer) => {
			if (computer.changes[SECTIONS[section].key] !== undefined) return read(computer);
			if (!known.has(computer.id)) known.set(computer.id, read(computer));
			return known.get(computer.id);
		},
		filterable: use !== 'sort',
		sortable: use !== 'filter',
	};
}

const property = (value: Json | undefined, key: string): Json | undefined => (isObject(value) ? value[key] : undefined);
