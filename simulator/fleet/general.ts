import type { JsonObject } from '../json';
import { attributesOf } from './extensionAttributes';
import { dateText, dayOf, type Traits } from './traits';

const DAY = 86_400_000;

/** Every property of all API versions; the version's view drops what it does not have (jamf-behavior 4.6). */
export function general(traits: Traits): JsonObject {
	const { reportedAt, enrolledAt, managed, username } = traits;
	const address = `10.${traits.draw(30, 40)}.${traits.draw(31, 256)}.${1 + traits.draw(32, 254)}`;
	const contactAt = reportedAt + traits.draw(33, 6 * 3_600_000);
	return {
		name: traits.name,
		lastIpAddress: `203.0.113.${1 + traits.draw(34, 254)}`,
		lastReportedIp: address,
		lastReportedIpV4: address,
		lastReportedIpV6: null,
		jamfBinaryVersion: traits.draw(35, 5) === 0 ? '11.28.0-t1780000000000' : '11.32.0-t1789000000000',
		platform: 'Mac',
		barcode1: null,
		barcode2: null,
		assetTag: traits.draw(36, 4) === 0 ? null : `A-${String(10_000 + traits.id)}`,
		remoteManagement: { managed, managementUsername: managed ? 'jamfadmin' : '' },
		supervised: managed,
		mdmCapable: { capable: managed, capableUsers: managed ? [username] : [], userManagementInfo: [] },
		reportDate: traits.draw(37, 50) === 0 ? null : dateText(reportedAt, traits.draw(38, 4)),
		lastCheckIn: dateText(contactAt, traits.draw(39, 4)),
		// jamf-behavior 4.6: null for computers that have been silent for some time.
		lastContact: traits.draw(4, 60) >= 30 ? null : dateText(contactAt, traits.draw(40, 4)),
		lastContactTime: dateText(contactAt, traits.draw(39, 4)),
		lastCloudBackupDate: null,
		lastEnrolledDate: dateText(enrolledAt, traits.draw(41, 4)),
		mdmProfileExpiration: dateText(enrolledAt + 1825 * DAY, 0),
		initialEntryDate: dayOf(enrolledAt),
		distributionPoint: null,
		enrollmentMethod: { id: '1', objectName: 'Standard PreStage', objectType: 'PreStage enrollment' },
		site: { id: '-1', name: 'None' },
		itunesStoreAccountActive: traits.draw(42, 2) === 0,
		enrolledViaAutomatedDeviceEnrollment: traits.draw(43, 10) !== 0,
		userApprovedMdm: managed,
		declarativeDeviceManagementEnabled: managed,
		extensionAttributes: attributesOf('general', traits),
		managementId: traits.managementId,
		appleEnrollmentType: managed ? 'device' : 'none',
		awaitingConfiguration: false,
		lastLoggedInUsernameSelfService: null,
		lastLoggedInUsernameSelfServiceTimestamp: null,
		lastLoggedInUsernameBinary: username,
		lastLoggedInUsernameBinaryTimestamp: dateText(contactAt, traits.draw(44, 4)),
		lastLoggedInUsernameMdm: null,
		lastLoggedInUsernameMdmTimestamp: null,
	};
}
