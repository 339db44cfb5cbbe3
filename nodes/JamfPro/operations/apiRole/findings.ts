import { isGranting } from './grantingPrivileges';

export interface AuditedRole {
	id: string;
	displayName: string;
	privileges: readonly string[];
}

export interface AuditedClient {
	id: number;
	displayName: string;
	authorizationScopes: readonly string[];
	enabled: boolean;
	accessTokenLifetimeSeconds?: number;
}

/** What an audit compares. */
interface AuditInput {
	roles: readonly AuditedRole[];
	clients: readonly AuditedClient[];
	/** All privileges of the server, with their current names. */
	known: ReadonlySet<string>;
	/** The agreed privileges by role; `undefined` without a baseline. */
	baseline: Readonly<Record<string, readonly string[]>> | undefined;
	/** What the workflows require; `undefined` without workflows. */
	required: ReadonlySet<string> | undefined;
	maxTokenLifetimeSeconds: number;
}

interface Finding {
	severity: 'high' | 'low' | 'medium';
	/** Stable, for filters: `grantingPrivileges`. */
	finding: string;
	/** `API role "Sync"` */
	subject: string;
	id: string;
	message: string;
	recommendation: string;
	privileges: string[];
}

type Described = Pick<Finding, 'finding' | 'message' | 'recommendation' | 'severity'> & { privileges?: string[] };

const ORDER = ['high', 'medium', 'low'];

/** Everything about roles and clients that deserves attention, most severe first. */
export function listFindings(input: AuditInput): Finding[] {
	const { roles, clients, baseline = {} } = input;
	const missing = Object.keys(baseline).filter((name) => !roles.some(({ displayName }) => displayName === name));
	const findings = [
		...roles.flatMap((role) => toFindings('API role', role, auditRole(role, input))),
		...missing.flatMap((name) => toFindings('API role', { id: '', displayName: name }, [MISSING_ROLE])),
		...clients.flatMap((client) => toFindings('API client', client, auditClient(client, input))),
	];
	return findings.sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}

const MISSING_ROLE: Described = {
	severity: 'medium',
	finding: 'missingRole',
	message: 'The role is in the baseline but not on the server.',
	recommendation: 'Create it with API Role: Create or Update, or remove it from the baseline.',
};

function auditRole({ displayName, privileges }: AuditedRole, input: AuditInput): Described[] {
	const { baseline, clients, known, required } = input;
	const agreed = baseline !== undefined && Object.hasOwn(baseline, displayName) ? baseline[displayName] : undefined;
	const isAgreed = (name: string) => agreed?.includes(name) === true;
	const extra = agreed === undefined ? [] : privileges.filter((name) => !isAgreed(name));
	const lacking = agreed?.filter((name) => !privileges.includes(name)) ?? [];
	const unneeded = required === undefined ? [] : privileges.filter((name) => !required.has(name) && !isAgreed(name));
	const granting = privileges.filter((name) => isGranting(name) && !isAgreed(name));
	const unknown = privileges.filter((name) => !known.has(name));
	const isUsed = clients.some(({ authorizationScopes }) => authorizationScopes.includes(displayName));
	return [
		...(baseline !== undefined && agreed === undefined
			? [
					{
						severity: 'medium' as const,
						finding: 'unlistedRole',
						message: 'The role is not in the baseline.',
						recommendation: 'Add it to the baseline with the privileges that it needs, or delete it.',
					},
				]
			: []),
		...describe(granting, {
			severity: 'high',
			finding: 'grantingPrivileges',
			message: 'The role has privileges that give further privileges or logins, or reveal passwords and keys',
			recommendation:
				'Keep them in a role of their own for the workflows that need them, and add them to the baseline.',
		}),
		...describe(extra, {
			severity: 'medium',
			finding: 'extraPrivileges',
			message: 'The role has privileges that are not in the baseline',
			recommendation: 'Remove them from the role, or add them to the baseline.',
		}),
		...describe(lacking, {
			severity: 'low',
			finding: 'missingPrivileges',
			message: 'The role lacks privileges of the baseline',
			recommendation: 'Add them to the role with API Role: Create or Update, or remove them from the baseline.',
		}),
		...describe(unneeded, {
			severity: 'medium',
			finding: 'unneededPrivileges',
			message: 'No given workflow requires these privileges of the role',
			recommendation:
				'Remove them, unless something else uses the role. API Role: Get Required Privileges lists what a workflow needs.',
		}),
		...describe(unknown, {
			severity: 'low',
			finding: 'unknownPrivileges',
			message: 'The role has privileges that this version of Jamf Pro does not know',
			recommendation: 'Replace them with their current names, or remove them.',
		}),
		...(isUsed
			? []
			: [
					{
						severity: 'low' as const,
						finding: 'unusedRole',
						message: 'No API client has the role.',
						recommendation: 'Delete it, or assign it to a client.',
					},
				]),
	];
}

function auditClient(
	{ authorizationScopes, enabled, accessTokenLifetimeSeconds = 0 }: AuditedClient,
	{ maxTokenLifetimeSeconds }: AuditInput,
): Described[] {
	const isLong = accessTokenLifetimeSeconds > maxTokenLifetimeSeconds;
	const found: Array<Described | false> = [
		!enabled && {
			severity: 'low',
			finding: 'disabledClient',
			message: 'The client is disabled.',
			recommendation: 'Delete it if it is no longer used.',
		},
		authorizationScopes.length === 0 && {
			severity: 'low',
			finding: 'clientWithoutRole',
			message: 'The client has no API role, so it can do nothing.',
			recommendation: 'Assign a role, or delete the client.',
		},
		isLong && {
			severity: 'medium',
			finding: 'longTokenLifetime',
			message: `Access tokens of the client are valid for ${accessTokenLifetimeSeconds} seconds, more than ${maxTokenLifetimeSeconds}.`,
			recommendation: 'Set a shorter lifetime with API Client: Update. Workflows get new tokens automatically.',
		},
	];
	return found.filter((each) => each !== false);
}

/** One finding for all of these privileges, or none. */
function describe(privileges: string[], { message, ...described }: Described): Described[] {
	return privileges.length === 0
		? []
		: [{ ...described, message: `${message}: ${privileges.join(', ')}.`, privileges }];
}

function toFindings(
	kind: string,
	{ id, displayName }: { id: number | string; displayName: string },
	described: readonly Described[],
): Finding[] {
	const subject = `${kind} "${displayName}"`;
	return described.map(({ privileges = [], severity, finding, message, recommendation }) => ({
		severity,
		finding,
		subject,
		id: String(id),
		message,
		recommendation,
		privileges,
	}));
}
