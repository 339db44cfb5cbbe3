import type { Catalogue } from '../../catalogue/types';
import { findRequiredPrivileges, type Requirement } from '../../errors/requiredPrivileges';
import type { Api } from '../../transport/types';
import type { PlannedNode } from './planWorkflows';

/** A privilege and what needs it. */
export interface RequiredPrivilege {
	privilege: string;
	/** Its name on older servers, if Jamf renamed it. */
	formerName?: { name: string; before: string };
	/** Whether it is needed in any case. Otherwise that depends on the data of a run, or on the type of a device. */
	isCertain: boolean;
	reasons: string[];
}

export interface RequiredRole {
	privileges: RequiredPrivilege[];
	/** Privileges of which one is needed in any case, depending on the type of an object or device. */
	oneOf: string[][];
	/** What is not known, as sentences. */
	unknown: string[];
}

const BY_RUN = 'depending on values that are only known during a run';

/** The privileges that a role needs for these nodes, each with its reasons, by name. */
export function computeRequiredRole(
	catalogues: Readonly<Record<Api, Catalogue>>,
	nodes: readonly PlannedNode[],
): RequiredRole {
	const found = new Map<string, Omit<RequiredPrivilege, 'reasons'> & { reasons: Set<string> }>();
	const oneOf = new Map<string, string[]>();
	const unknown = new Set<string>();
	for (const node of nodes) {
		const subject = describeNode(node);
		for (const requirement of node.requirements) {
			if ('unknown' in requirement) unknown.add(`${subject}: ${requirement.unknown}`);
			else add(requirement, subject);
		}
	}
	return {
		privileges: [...found.values()]
			.map(({ reasons, ...each }) => ({ ...each, reasons: [...reasons] }))
			.sort((a, b) => a.privilege.localeCompare(b.privilege)),
		oneOf: [...oneOf.keys()].sort().flatMap((key) => [oneOf.get(key) ?? []]),
		unknown: [...unknown].sort(),
	};

	function add(required: Exclude<Requirement, { unknown: string }>, subject: string) {
		const { request, why, condition, isPossible = condition !== undefined } = required;
		const catalogue = catalogues[request.api];
		const { needs, reason, undocumentedCommand } = findRequiredPrivileges(catalogue, request);
		if (needs === undefined) {
			const because = reason === undefined ? 'Jamf does not document them' : reason;
			unknown.add(`${subject}: The privileges of ${request.method} ${request.path} are not known: ${because}.`);
		}
		if (undocumentedCommand !== undefined)
			unknown.add(`${subject}: Jamf does not document the Send privilege of the command ${undocumentedCommand}.`);
		for (const alternatives of needs ?? []) {
			const isByType = alternatives.length > 1;
			const isCertain = !isPossible && !isByType;
			if (isByType && !isPossible) oneOf.set(alternatives.join(), [...alternatives]);
			const type = `depending on the type of the ${request.command === undefined ? 'object' : 'device'}`;
			const described = [...(isByType ? [type] : []), ...(isPossible ? [condition ?? BY_RUN] : [])];
			for (const privilege of alternatives) {
				const entry = found.get(privilege) ?? {
					privilege,
					...findFormerName(catalogue, privilege),
					isCertain: false,
					reasons: new Set(),
				};
				entry.isCertain ||= isCertain;
				entry.reasons.add([`${subject} ${why}`, ...described].join(', '));
				found.set(privilege, entry);
			}
		}
	}
}

function findFormerName({ renamedPrivileges }: Catalogue, privilege: string): Pick<RequiredPrivilege, 'formerName'> {
	const renamed = renamedPrivileges?.[privilege];
	return renamed === undefined ? {} : { formerName: { name: renamed.former, before: renamed.since } };
}

function describeNode({ node, workflow, operation }: PlannedNode): string {
	if (node === undefined) return operation;
	return `${workflow === undefined ? '' : `${workflow}: `}"${node}" (${operation})`;
}
