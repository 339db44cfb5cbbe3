/** Privileges that give further privileges or logins, or reveal passwords and keys: whoever has one can gain more access than the role shows. */
const GRANTING =
	/^((Create|Update) (API Roles|API Integrations|Accounts|Account Groups|LDAP Servers|JSON Web Token Configuration)|Access Management Setting Update|Change Password|Update (Apple Configurator Enrollment|SSO Settings)|View (Disk Encryption Recovery Key|Local Admin Password|Recovery Lock))$/;

export function isGranting(privilege: string): boolean {
	return GRANTING.test(privilege);
}
