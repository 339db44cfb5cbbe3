/** Former names of operations, which saved workflows still use. */

import type { FieldRow, ResourceRow } from '../nodes/shared/catalogue/types';
import type { Diagnostics } from './diagnostics';

/** Adds a hidden row for each former name, equal to the row of the current name. */
export function addAliases(
	resources: ResourceRow[],
	fields: Record<string, FieldRow[]>,
	aliases: Record<string, string>,
	diagnostics: Diagnostics,
): void {
	const find = (name: string) => {
		const [resource, operation] = name.split('.');
		const owner = resources.find(({ value }) => value === resource);
		return { owner, row: owner?.operations.find(({ value }) => value === operation), operation };
	};
	for (const [old, now] of Object.entries(aliases)) {
		const source = find(old);
		const target = find(now);
		if (source.row !== undefined)
			diagnostics.add(`aliases.yaml: ${old} cannot be an alias of ${now}, because an operation has this name.`);
		else if (target.row === undefined)
			diagnostics.add(`aliases.yaml: ${old} is an alias of ${now}, which does not exist.`);
		else if (source.owner === undefined)
			diagnostics.add(`aliases.yaml: ${old} is an alias in a resource that does not exist.`);
		else {
			const row = { ...target.row, value: source.operation ?? '', replacedBy: now, hidden: true as const };
			source.owner.operations.push(row);
			source.owner.operations.sort((a, b) => (a.value < b.value ? -1 : 1));
			const form = fields[now];
			if (form !== undefined) fields[old] = form;
		}
	}
}
