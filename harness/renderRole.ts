import type { RequiredRole } from '../nodes/shared/operations/requirements/requiredRole';

/** A role as text: each privilege with its reasons, those of which one is needed, then what is not known. */
export function renderRole({ privileges, oneOf, unknown }: RequiredRole): string {
	const lines = privileges.flatMap(({ privilege, formerName, isCertain, reasons }) => [
		`${privilege}${formerName === undefined ? '' : ` (before Jamf Pro ${formerName.before}: ${formerName.name})`}${isCertain ? '' : ' (possibly)'}`,
		...reasons.map((reason) => `    ${reason}`),
	]);
	const none = lines.length === 0 ? ['No privileges are required.'] : [];
	const sets = oneOf.map((each) => `    ${each.join(', ')}`);
	const types = sets.length === 0 ? [] : ['', 'One of each, depending on the type of the object or device:', ...sets];
	const open = unknown.length === 0 ? [] : ['', 'Not known:', ...unknown.map((each) => `    ${each}`)];
	return [...none, ...lines, ...types, ...open].join('\n');
}
