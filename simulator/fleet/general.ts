import type { JsonObject } from '../json';
import { attributesOf } from './extensionAttributes';
import { dateText, dayOf, type DeviceProfile } from './deviceProfiles';

const DAY = 86_400_000;

/** Every property of all API versions; the view of a version drops those that it does not have (jamf-behavior 4.6). */
export function general(profile: DeviceProfile): JsonObject {
	const { reportedAt, enrolledAt, managed, username } = profile;
	const address = `10.${profile.draw(30, 40)}.${profile.draw(31, 256)}.${1 + profile.draw(32, 254)}`;
	const contactAt = reportedAt + profile.draw(33, 6 * 3_600_000);
	return {
		name: profile.name,
		lastIpAddress: `203.0.113.${1 + profile.draw(34, 254)}`,
		lastReportedIp: address,
		lastReportedIpV4: address,
		lastReportedIpV6: null,
		jamfBinaryVersion: profile.draw(35, 5) === 0 ? '11.28.0-t1780000000000' : '11.32.0-t1789000000000',
		platform: 'Mac',
		barcode1: null,
		barcode2: null,
		assetTag: profile.draw(36, 4) === 0 ? null : `A-${String(10_000 + profile.id)}`,
		remoteManagement: { managed, managementUsername: managed ? 'jamfadmin' : '' },
		supervised: managed,
		mdmCapable: { capable: managed, capableUsers: managed ? [username] : [], userManagementInfo: [] },
		reportDate: profile.draw(37, 50) === 0 ? null : dateText(reportedAt, profile.draw(38, 4)),
		lastCheckIn: dateText(contactAt, profile.draw(39, 4)),
		// jamf-behavior 4.6: null for computers without recent contact.
		lastContact: profile.draw(4, 60) >= 30 ? null : dateText(contactAt, profile.draw(40, 4)),
		lastContactTime: dateText(contactAt, profile.draw(39, 4)),
		lastCloudBackupDate: null,
		lastEnrolledDate: dateText(enrolledAt, profile.draw(41, 4)),
		mdmProfileExpiration: dateText(enrolledAt + 1825 * DAY, 0),
		initialEntryDate: dayOf(enrolledAt),
		distributionPoint: null,
		enrollmentMethod: { id: '1', objectName: 'Standard PreStage', objectType: 'PreStage enrollment' },
		site: { id: '-1', name: 'None' },
		itunesStoreAccountActive: profile.draw(42, 2) === 0,
		enrolledViaAutomatedDeviceEnrollment: profile.draw(43, 10) !== 0,
		userApprovedMdm: managed,
		declarativeDeviceManagementEnabled: managed,
		extensionAttributes: attributesOf('general', profile),
		managementId: profile.managementId,
		appleEnrollmentType: managed ? 'device' : 'none',
		awaitingConfiguration: false,
		lastLoggedInUsernameSelfService: null,
		lastLoggedInUsernameSelfServiceTimestamp: null,
		lastLoggedInUsernameBinary: username,
		lastLoggedInUsernameBinaryTimestamp: dateText(contactAt, profile.draw(44, 4)),
		lastLoggedInUsernameMdm: null,
		lastLoggedInUsernameMdmTimestamp: null,
	};
}
