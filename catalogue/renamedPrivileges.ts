import type { Catalogue, ResourceRow } from '../nodes/shared/catalogue/types';
import type { RenamedNouns } from './overlay';

/** The renamed privileges among those that the rows need. */
export function findRenamedPrivileges(
	resources: readonly ResourceRow[],
	nouns: RenamedNouns,
): Pick<Catalogue, 'renamedPrivileges'> {
	const needed = new Set(
		resources.flatMap(({ operations }) =>
			operations.flatMap(({ routes }) => routes.flatMap(({ privileges = [] }) => privileges)),
		),
	);
	const renamed = [...needed].sort().flatMap((name) =>
		Object.entries(nouns)
			.filter(([noun]) => name.endsWith(` ${noun}`))
			.map(([noun, { former, since }]) => [name, { former: name.replace(noun, former), since }] as const),
	);
	return renamed.length === 0 ? {} : { renamedPrivileges: Object.fromEntries(renamed) };
}
