import type { ResourceRow, RowMethod } from '../nodes/shared/catalogue/types';
import type { Diagnostics } from './diagnostics';

const VERBS: Record<RowMethod, string> = {
	DELETE: 'Delete',
	GET: 'Read',
	PATCH: 'Update',
	POST: 'Create',
	PUT: 'Update',
};

/** Adds the privileges of which a request needs one, depending on the type of the object. */
export function addPrivilegesByType(
	resources: readonly ResourceRow[],
	nouns: Readonly<Record<string, readonly string[]>>,
	diagnostics: Diagnostics,
): void {
	for (const [value, own] of Object.entries(nouns)) {
		const routes =
			resources.find((resource) => resource.value === value)?.operations.flatMap((row) => row.routes) ?? [];
		const unknown = routes.filter(({ privileges }) => privileges === undefined);
		if (unknown.length === 0) diagnostics.add(`privilegesByType.yaml: "${value}" has no effect. Correct or remove it.`);
		for (const route of unknown) route.privilegesByType = own.map((noun) => `${VERBS[route.method]} ${noun}`);
	}
}
