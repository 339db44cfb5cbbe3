import type { ResourceRow } from '../nodes/shared/catalogue/types';
import type { Diagnostics } from './diagnostics';

/** Checks that every operation without privileges has a reason for it, and that every reason is used. */
export function checkPrivilegesUnknown(
	resources: readonly ResourceRow[],
	reasons: Readonly<Record<string, string>>,
	diagnostics: Diagnostics,
): void {
	const used = new Set<string>();
	for (const { value, operations } of resources) {
		for (const { value: operation, routes } of operations) {
			if ((routes[0].privileges ?? routes[0].privilegesByType) !== undefined) continue;
			const key = [`${value}.${operation}`, value].find((each) => each in reasons);
			if (key !== undefined) used.add(key);
			else diagnostics.add(`${value}.${operation} has no privileges. Give the reason in privilegesUnknown.yaml.`);
		}
	}
	for (const key of Object.keys(reasons))
		if (!used.has(key)) diagnostics.add(`privilegesUnknown.yaml: "${key}" has no effect. Correct or remove it.`);
}
