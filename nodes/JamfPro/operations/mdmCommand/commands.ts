interface Command {
	name: string;
	/** Whether the command erases, locks or removes something and requires a confirmation. */
	destructive?: true;
	/** Whether it gives access to the device, which an AI agent must be allowed to do. */
	grants?: true;
}

/** The commands that servers accept, by type (jamf-behavior 7.1). Newer ones can be sent as JSON. */
export const COMMANDS: Readonly<Record<string, Command>> = {
	APPLY_REDEMPTION_CODE: { name: 'Apply Redemption Code' },
	CANCEL_ENHANCED_LOG_COLLECTION: { name: 'Cancel Enhanced Log Collection' },
	CERTIFICATE_LIST: { name: 'Certificate List' },
	CLEAR_PASSCODE: { name: 'Clear Passcode', destructive: true },
	CLEAR_RESTRICTIONS_PASSWORD: { name: 'Clear Restrictions Password', destructive: true },
	DECLARATIVE_MANAGEMENT: { name: 'Declarative Management' },
	DELETE_USER: { name: 'Delete User', destructive: true },
	DEVICE_INFORMATION: { name: 'Device Information' },
	DEVICE_LOCATION: { name: 'Device Location' },
	DEVICE_LOCK: { name: 'Device Lock', destructive: true },
	DISABLE_LOST_MODE: { name: 'Disable Lost Mode', grants: true },
	DISABLE_REMOTE_DESKTOP: { name: 'Disable Remote Desktop' },
	ENABLE_LOST_MODE: { name: 'Enable Lost Mode', destructive: true },
	ENABLE_REMOTE_DESKTOP: { name: 'Enable Remote Desktop', grants: true },
	ERASE_DEVICE: { name: 'Erase Device', destructive: true },
	INSTALLED_APPLICATION_LIST: { name: 'Installed Application List' },
	LOG_OUT_USER: { name: 'Log Out User', destructive: true },
	MANAGED_APPLICATION_LIST: { name: 'Managed Application List' },
	MANAGED_MEDIA_LIST: { name: 'Managed Media List' },
	PLAY_LOST_MODE_SOUND: { name: 'Play Lost Mode Sound' },
	PROFILE_LIST: { name: 'Profile List' },
	PROVISIONING_PROFILE_LIST: { name: 'Provisioning Profile List' },
	REFRESH_CELLULAR_PLANS: { name: 'Refresh Cellular Plans' },
	REQUEST_MIRRORING: { name: 'Request Mirroring' },
	RESTART_DEVICE: { name: 'Restart Device' },
	SECURITY_INFO: { name: 'Security Info' },
	SET_AUTO_ADMIN_PASSWORD: { name: 'Set Auto Admin Password', grants: true },
	SET_RECOVERY_LOCK: { name: 'Set Recovery Lock', destructive: true },
	SETTINGS: { name: 'Settings' },
	SHUT_DOWN_DEVICE: { name: 'Shut Down Device', destructive: true },
	STOP_MIRRORING: { name: 'Stop Mirroring' },
	TRIGGER_ENHANCED_LOG_COLLECTION: { name: 'Trigger Enhanced Log Collection' },
	UNLOCK_USER_ACCOUNT: { name: 'Unlock User Account', grants: true },
	VALIDATE_APPLICATIONS: { name: 'Validate Applications' },
	VERIFY_RECOVERY_LOCK: { name: 'Verify Recovery Lock' },
};
