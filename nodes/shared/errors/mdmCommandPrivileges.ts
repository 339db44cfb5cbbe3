import type { DeviceType } from '../transport/types';

/**
 * The privilege that an MDM command requires in addition to that of its path: for computers, then for mobile devices, or one for both. Jamf
 * only documents that each command has one (jamf-behavior 7.1). The names are API role privileges as listed by servers. Commands without a
 * matching privilege are omitted.
 */
const PRIVILEGES: Readonly<Record<string, readonly [string, string?]>> = {
	APPLY_REDEMPTION_CODE: ['Send Apply Redemption Code Command'],
	CLEAR_PASSCODE: ['Send Mobile Device Remove Passcode Command'],
	CLEAR_RESTRICTIONS_PASSWORD: ['Send Mobile Device Remove Restrictions Password Command'],
	DECLARATIVE_MANAGEMENT: ['Send Declarative Management Command'],
	DELETE_USER: ['Send Computer Delete User Account Command', 'Send Mobile Device Shared iPad Commands'],
	DEVICE_INFORMATION: ['Send Device Information Command'],
	DEVICE_LOCATION: ['Send Mobile Device Lost Mode Command'],
	DEVICE_LOCK: ['Send Computer Remote Lock Command', 'Send Mobile Device Remote Lock Command'],
	DISABLE_LOST_MODE: ['Send Mobile Device Lost Mode Command'],
	DISABLE_REMOTE_DESKTOP: ['Send Computer Remote Desktop Command'],
	ENABLE_LOST_MODE: ['Send Mobile Device Lost Mode Command'],
	ENABLE_REMOTE_DESKTOP: ['Send Computer Remote Desktop Command'],
	ERASE_DEVICE: ['Send Computer Remote Wipe Command', 'Send Mobile Device Remote Wipe Command'],
	PLAY_LOST_MODE_SOUND: ['Send Mobile Device Lost Mode Command'],
	REFRESH_CELLULAR_PLANS: ['Send Mobile Device Refresh Cellular Plans Command'],
	REQUEST_MIRRORING: ['Send Mobile Device Mirroring Command'],
	RESTART_DEVICE: ['Send Computer Restart Command', 'Send Mobile Device Restart Device Command'],
	SET_AUTO_ADMIN_PASSWORD: ['Send Local Admin Password Command'],
	SET_RECOVERY_LOCK: ['Send Set Recovery Lock Command'],
	SHUT_DOWN_DEVICE: ['Send Computer Shut Down Command', 'Send Mobile Device Shut Down Command'],
	STOP_MIRRORING: ['Send Mobile Device Mirroring Command'],
	UNLOCK_USER_ACCOUNT: ['Send Computer Unlock User Account Command'],
	VERIFY_RECOVERY_LOCK: ['Send Verify Recovery Lock Command'],
};

/**
 * The privileges of which a client needs one to send a command: the one for the type of the devices if that is known. `undefined` if it is
 * not known which.
 */
export function findCommandPrivileges(command: string, deviceType?: DeviceType): readonly string[] | undefined {
	const found = Object.hasOwn(PRIVILEGES, command) ? PRIVILEGES[command] : undefined;
	if (found === undefined) return undefined;
	const [computers, mobileDevices = computers] = found;
	if (deviceType !== undefined) return [deviceType === 'computer' ? computers : mobileDevices];
	return [...new Set([computers, mobileDevices])];
}

/** The type of the MDM command in a body, `undefined` if there is none. */
export function readCommandType(body: unknown): string | undefined {
	const { commandData } = (body ?? {}) as { commandData?: { commandType?: unknown } | null };
	const type = commandData?.commandType;
	return typeof type === 'string' && /^[A-Z_]{1,60}$/.test(type) ? type : undefined;
}
