import type { RequiredRole } from '../nodes/shared/operations/requirements/requiredRole';

/** A role as text: each privilege with its reasons, then what is not known. */
export function renderRole({ privileges, unknown }: RequiredRole): string {
	const lines = privileges.flatMap(({ privilege, formerName, isCertain, reasons }) => [
		`${privilege}${formerName === undefined ? '' : ` (before Jamf Pro ${formerName.before}: ${formerName.name})`}${isCertain ? '' : ' (possibly)'}`,
		...reasons.map((reason) => `    ${reason}`),
	]);
	const none = lines.length === 0 ? ['No privileges are required.'] : [];
	const open = unknown.length === 0 ? [] : ['', 'Not known:', ...unknown.map((each) => `    ${each}`)];
	return [...none, ...lines, ...open].join('\n');
}
