/** Operations that workflows know by an older name. */

import type { FieldRow, ResourceRow } from '../nodes/shared/catalogue/types';
import type { Diagnostics } from './diagnostics';

/** Adds a hidden row for each old name, which does what the new one does. */
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
		if (source.row !== undefined) diagnostics.add(`${old} is an alias of ${now}, and an operation of its own.`);
		else if (target.row === undefined) diagnostics.add(`${old} is an alias of ${now}, which is not there.`);
		else if (source.owner === undefined) diagnostics.add(`${old} is an alias in a resource that is not there.`);
		else {
			const row = { ...target.row, value: source.operation ?? '', replacedBy: now, hidden: true as const };
			source.owner.operations.push(row);
			source.owner.operations.sort((a, b) => (a.value < b.value ? -1 : 1));
			const form = fields[now];
			if (form !== undefined) fields[old] = form;
		}
	}
}
