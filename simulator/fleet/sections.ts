import type { Json, JsonObject } from '../json';
import { dayOf, type DeviceProfile } from './deviceProfiles';
import { attributesOf } from './extensionAttributes';
import { BUILDING_NAMES, DEPARTMENT_NAMES, POSITIONS } from './data';
import { general } from './general';
import * as lists from './listSections';

const DAY = 86_400_000;

type SectionMaker = (profile: DeviceProfile) => Json;

/** Section name in the query, property in the record, and its initial value. The order is the server's. */
export const SECTIONS = {
	GENERAL: { key: 'general', make: general },
	DISK_ENCRYPTION: { key: 'diskEncryption', make: diskEncryption },
	PURCHASING: { key: 'purchasing', make: purchasing },
	APPLICATIONS: { key: 'applications', make: lists.applications },
	STORAGE: { key: 'storage', make: lists.storage },
	USER_AND_LOCATION: { key: 'userAndLocation', make: userAndLocation },
	CONFIGURATION_PROFILES: { key: 'configurationProfiles', make: lists.configurationProfiles },
	PRINTERS: { key: 'printers', make: lists.printers },
	SERVICES: { key: 'services', make: lists.services },
	HARDWARE: { key: 'hardware', make: hardware },
	LOCAL_USER_ACCOUNTS: { key: 'localUserAccounts', make: lists.localUserAccounts },
	CERTIFICATES: { key: 'certificates', make: lists.certificates },
	ATTACHMENTS: { key: 'attachments', make: () => [] },
	PLUGINS: { key: 'plugins', make: lists.plugins },
	PACKAGE_RECEIPTS: { key: 'packageReceipts', make: lists.packageReceipts },
	FONTS: { key: 'fonts', make: lists.fonts },
	SECURITY: { key: 'security', make: security },
	OPERATING_SYSTEM: { key: 'operatingSystem', make: operatingSystem },
	LICENSED_SOFTWARE: { key: 'licensedSoftware', make: () => [] },
	IBEACONS: { key: 'ibeacons', make: () => [] },
	SOFTWARE_UPDATES: { key: 'softwareUpdates', make: () => [] },
	EXTENSION_ATTRIBUTES: { key: 'extensionAttributes', make: (profile: DeviceProfile) => attributesOf('root', profile) },
	CONTENT_CACHING: { key: 'contentCaching', make: () => null },
	GROUP_MEMBERSHIPS: { key: 'groupMemberships', make: lists.groupMemberships },
} as const satisfies Record<string, { key: string; make: SectionMaker }>;

function diskEncryption(profile: DeviceProfile): JsonObject {
	const encrypted = profile.draw(50, 12) !== 0;
	return {
		bootPartitionEncryptionDetails: {
			partitionName: 'Macintosh HD',
			partitionFileVault2State: encrypted ? 'ENCRYPTED' : 'UNENCRYPTED',
			partitionFileVault2Percent: encrypted ? 100 : 0,
		},
		individualRecoveryKeyValidityStatus: encrypted ? 'VALID' : 'NOT_APPLICABLE',
		institutionalRecoveryKeyPresent: false,
		diskEncryptionConfigurationName: encrypted ? 'Standard FileVault' : null,
		fileVault2Enabled: encrypted,
		fileVault2EnabledUserNames: encrypted ? [profile.username] : [],
		fileVault2EligibilityMessage: 'Eligible',
	};
}

function purchasing(profile: DeviceProfile): JsonObject {
	const { enrolledAt } = profile;
	const bought = dayOf(enrolledAt - 20 * DAY);
	return {
		leased: profile.draw(60, 4) === 0,
		purchased: profile.draw(60, 4) !== 0,
		poNumber: `PO-${4000 + profile.draw(61, 900)}`,
		poDate: bought,
		vendor: ['Northwind Resale', 'Contoso Devices', 'Direct'][profile.draw(62, 3)]!,
		warrantyDate: dayOf(enrolledAt + 1095 * DAY),
		appleCareId: profile.draw(63, 3) === 0 ? null : `AC${100_000 + profile.id}`,
		leaseDate: null,
		purchasePrice: `${900 + profile.draw(64, 30) * 100}`,
		lifeExpectancy: 3 + profile.draw(65, 3),
		purchasingAccount: null,
		purchasingContact: null,
		extensionAttributes: attributesOf('purchasing', profile),
	};
}

function userAndLocation(profile: DeviceProfile): JsonObject {
	const { username } = profile;
	return {
		username,
		realname: profile.realname,
		email: `${username}@example.com`,
		position: POSITIONS[profile.draw(70, POSITIONS.length)]!,
		phone: `+49 30 5550${String(profile.draw(71, 10_000)).padStart(4, '0')}`,
		departmentId: String(1 + profile.draw(72, DEPARTMENT_NAMES.length)),
		buildingId: String(1 + profile.draw(73, BUILDING_NAMES.length)),
		room: `${1 + profile.draw(74, 9)}.${String(profile.draw(75, 40)).padStart(2, '0')}`,
		extensionAttributes: attributesOf('userAndLocation', profile),
	};
}

function hardware(profile: DeviceProfile): JsonObject {
	const { model } = profile;
	const hex = (salt: number) => profile.draw(salt, 256).toString(16).padStart(2, '0').toUpperCase();
	const tail = [profile.id >> 16, profile.id >> 8, profile.id].map((n) => (n & 255).toString(16).padStart(2, '0'));
	const mac = ['A4', 'CF', hex(80), ...tail].join(':').toUpperCase();
	return {
		make: 'Apple',
		model: model.name,
		modelIdentifier: model.identifier,
		serialNumber: profile.serialNumber,
		processorSpeedMhz: 3200,
		processorCount: 1,
		coreCount: model.cores,
		processorType: model.processor,
		processorArchitecture: model.architecture,
		busSpeedMhz: 0,
		cacheSizeKilobytes: 0,
		networkAdapterType: 'Ethernet',
		macAddress: mac,
		altNetworkAdapterType: 'IEEE80211',
		altMacAddress: mac.replace('A4', 'A6'),
		totalRamMegabytes: model.memoryMegabytes[profile.draw(81, model.memoryMegabytes.length)]!,
		openRamSlots: 0,
		batteryCapacityPercent: model.portable ? 60 + profile.draw(82, 41) : -1,
		batteryHealth: model.portable ? (profile.draw(83, 10) === 0 ? 'SERVICE_RECOMMENDED' : 'NORMAL') : 'UNSUPPORTED',
		smcVersion: '',
		nicSpeed: 'n/a',
		opticalDrive: '',
		bootRom: '13822.1.2',
		bleCapable: true,
		supportsIosAppInstalls: model.architecture === 'arm64',
		appleSilicon: model.architecture === 'arm64',
		provisioningUdid: `${profile.udid.slice(0, 8)}-${profile.udid.slice(-8)}`,
		extensionAttributes: attributesOf('hardware', profile),
	};
}

function security(profile: DeviceProfile): JsonObject {
	const silicon = profile.model.architecture === 'arm64';
	return {
		sipStatus: 'ENABLED',
		gatekeeperStatus: 'APP_STORE_AND_IDENTIFIED_DEVELOPERS',
		xprotectVersion: `53${profile.draw(90, 20)}`,
		autoLoginDisabled: true,
		remoteDesktopEnabled: profile.draw(91, 8) === 0,
		activationLockEnabled: profile.draw(92, 10) === 0,
		recoveryLockEnabled: silicon && profile.draw(93, 3) === 0,
		firewallEnabled: profile.draw(94, 5) !== 0,
		lockdownModeEnabled: profile.draw(95, 20) === 0,
		secureBootLevel: 'FULL_SECURITY',
		externalBootLevel: silicon ? 'NOT_SUPPORTED' : 'DISALLOW_BOOTING_FROM_EXTERNAL_MEDIA',
		bootstrapTokenAllowed: true,
		bootstrapTokenEscrowedStatus: 'ESCROWED',
		lastAttestationAttempt: null,
		lastSuccessfulAttestation: null,
		attestationStatus: 'PENDING',
	};
}

function operatingSystem(profile: DeviceProfile): JsonObject {
	const encrypted = profile.draw(50, 12) !== 0;
	return {
		name: 'macOS',
		version: profile.system.version,
		build: profile.system.build,
		supplementalBuildVersion: profile.system.build,
		rapidSecurityResponse: null,
		activeDirectoryStatus: 'Not Bound',
		fileVault2Status: encrypted ? 'BOOT_ENCRYPTED' : 'NOT_ENCRYPTED',
		softwareUpdateDeviceId: `J${300 + profile.draw(95, 300)}AP`,
		extensionAttributes: attributesOf('operatingSystem', profile),
	};
}
