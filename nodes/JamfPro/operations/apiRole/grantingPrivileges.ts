/** Privileges that give privileges or logins, or reveal passwords and keys: who has one can get more than the role states. */
const GRANTING =
	/^((Create|Update) (API Roles|API Integrations|Accounts|Account Groups|LDAP Servers|JSON Web Token Configuration)|Access Management Setting Update|Change Password|Update (Apple Configurator Enrollment|SSO Settings)|View (Disk Encryption Recovery Key|Local Admin Password|Recovery Lock))$/;

export function isGranting(privilege: string): boolean {
	return GRANTING.test(privilege);
}
