/** `catalogue/sources`: the facts of Jamf's documents, one operation or schema per line. `npm run catalogue:import` writes them. */

import path from 'node:path';

/** The documents of the Jamf Pro API. All have one form; an operation may be in one of them only. */
export const PRO_SOURCES = ['pro', 'app-installers'] as const;

export type SourceName = (typeof PRO_SOURCES)[number] | 'classic';

export function sourceFile(root: string, name: SourceName): string {
	return path.join(root, 'catalogue/sources', `${name}.json`);
}
