import { isObject, type Json } from '../json';
import { type ApiRequest, jsonBody } from '../request';
import type { ServerState } from '../state';

/**
 * The privilege that sending an MDM command requires in addition to that of the path (jamf-behavior 7.1), by the kind of device: for
 * computers, then for mobile devices; one for both if there is only one. Commands that are not listed require none here.
 */
const COMMANDS: Readonly<Record<string, readonly [string, string?]>> = {
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

/** The privileges for the command in a body, for each kind of device that it is sent to. */
export function commandPrivileges(state: ServerState, request: ApiRequest): string[] {
	const { clientData, commandData } = jsonBody(request);
	const type = isObject(commandData) ? String(commandData.commandType) : '';
	const [forComputers, forMobileDevices = forComputers] = Object.hasOwn(COMMANDS, type) ? (COMMANDS[type] ?? []) : [];
	const clients: Json[] = Array.isArray(clientData) ? clientData : [];
	const names = clients.map((client) => (isComputer(state, client) ? forComputers : forMobileDevices));
	return [...new Set(names.filter((name) => name !== undefined))];
}

function isComputer({ computers }: ServerState, client: Json): boolean {
	const id = isObject(client) ? client.managementId : undefined;
	return computers.values().some((computer) => computers.managementId(computer) === id);
}
