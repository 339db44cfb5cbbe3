import type { Json, JsonObject } from '../json';
import { APPLICATIONS } from './data';
import { dateText, type DeviceProfile, uuid } from './deviceProfiles';

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

export const applications = (profile: DeviceProfile): Json =>
	APPLICATIONS.filter((_, index) => index < 3 || profile.draw(200 + index, 3) !== 0).map((application, index) => ({
		name: `${application.name}.app`,
		path: `/Applications/${application.name}.app`,
		version: application.version,
		cfBundleShortVersionString: application.version,
		cfBundleVersion: application.version.replaceAll('.', ''),
		macAppStore: application.bundleId.startsWith('com.apple.iWork'),
		sizeMegabytes: application.sizeMegabytes,
		bundleId: application.bundleId,
		updateAvailable: profile.draw(220 + index, 6) === 0,
		externalVersionId: '0',
	}));

export function storage(profile: DeviceProfile): Json {
	const size = [256_000, 512_000, 1_024_000][profile.draw(240, 3)]!;
	const used = 20 + profile.draw(241, 75);
	const available = Math.round((size * (100 - used)) / 100);
	return {
		bootDriveAvailableSpaceMegabytes: available,
		disks: [
			{
				id: String(profile.id),
				device: 'disk0',
				model: 'APPLE SSD AP0512Z',
				revision: '532.100',
				serialNumber: `0ba0${profile.id.toString(16).padStart(8, '0')}`,
				sizeMegabytes: size,
				smartStatus: 'Verified',
				type: 'false',
				partitions: [bootPartition(size, available, used)],
			},
		],
	};
}

const bootPartition = (size: number, available: number, used: number): JsonObject => ({
	name: 'Macintosh HD (Boot Partition)',
	sizeMegabytes: size,
	availableMegabytes: available,
	partitionType: 'BOOT',
	percentUsed: used,
	fileVault2State: 'ENCRYPTED',
	fileVault2ProgressPercent: 100,
	lvmManaged: false,
});

export const configurationProfiles = (profile: DeviceProfile): Json =>
	times(3 + profile.draw(250, 4), (index) => ({
		id: String(index + 1),
		username: null,
		lastInstalled: dateText(profile.enrolledAt + index * 60_000, profile.draw(251 + index, 4)),
		removable: false,
		displayName: ['MDM Profile', 'Wi-Fi', 'FileVault', 'Restrictions', 'Privacy Preferences', 'Dock', 'VPN'][index]!,
		profileIdentifier: uuid(0, index, 252).toUpperCase(),
		uuid: uuid(0, index, 256).toUpperCase(),
	}));

export const printers = (profile: DeviceProfile): Json =>
	times(profile.draw(260, 3), (index) => ({
		name: `Floor ${index + 1} Printer`,
		type: 'Generic PostScript Printer',
		uri: `ipp://printer-${index + 1}.example.com`,
		location: `Floor ${index + 1}`,
	}));

export const services = (profile: DeviceProfile): Json =>
	times(40 + profile.draw(265, 60), (index) => ({ name: `com.example.service.${String(index).padStart(3, '0')}` }));

export const localUserAccounts = (profile: DeviceProfile): Json => [
	{
		uid: '501',
		userGuid: uuid(1, profile.id, 270).toUpperCase(),
		username: profile.username,
		fullName: profile.realname,
		admin: profile.draw(271, 4) === 0,
		homeDirectory: `/Users/${profile.username}`,
		homeDirectorySizeMb: 1000 + profile.draw(272, 90_000),
		fileVault2Enabled: true,
		userAccountType: 'LOCAL',
		passwordMinLength: 8,
		passwordMaxAge: -1,
		passwordMinComplexCharacters: 0,
		passwordHistoryDepth: 0,
		passwordRequireAlphanumeric: false,
		computerAzureActiveDirectoryId: null,
		userAzureActiveDirectoryId: null,
		azureActiveDirectoryId: 'UNKNOWN',
	},
];

export const certificates = ({ udid, enrolledAt }: DeviceProfile): Json => [
	{
		commonName: udid,
		identity: true,
		expirationDate: dateText(enrolledAt + 5 * 365 * 86_400_000, 0),
		username: null,
		lifecycleStatus: 'ACTIVE',
		certificateStatus: 'ISSUED',
		subjectName: `CN=${udid}`,
		serialNumber: udid.slice(-8).toLowerCase(),
		sha1Fingerprint: udid.replaceAll('-', '').toLowerCase().padEnd(40, '0'),
		issuedDate: dateText(enrolledAt, 0),
	},
];

export const plugins = (): Json =>
	times(5, (index) => ({ name: `Plugin ${index}.plugin`, version: '1.0', path: '/Library/Internet Plug-Ins' }));

export const packageReceipts = (profile: DeviceProfile): Json => ({
	installedByJamfPro: ['com.jamf.protect.JamfProtect', `StandardSoftware-${1 + profile.draw(280, 5)}.pkg`],
	installedByInstallerSwu: times(20 + profile.draw(281, 20), (index) => `com.apple.pkg.Component${index}`),
	cached: [],
});

export const fonts = (): Json =>
	times(12, (index) => ({ name: `Font ${index}.ttf`, version: '1.0', path: `/Library/Fonts/Font ${index}.ttf` }));

export const groupMemberships = ({ managed, id }: DeviceProfile): Json => [
	...(managed ? [membership('1', 'All Managed Clients', true)] : []),
	...(id % 10 === 0 ? [membership('2', 'Pilot', false)] : []),
];

const membership = (groupId: string, groupName: string, smartGroup: boolean): JsonObject => ({
	groupId,
	groupName,
	groupDescription: '',
	smartGroup,
});
