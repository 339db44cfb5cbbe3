/** The files in `catalogue/sources`: facts of Jamf's documents, written by `npm run catalogue:import`. */

import path from 'node:path';

/** Sources of the Jamf Pro API. Each operation may be in one of them only. */
export const PRO_SOURCES = ['pro', 'app-installers'] as const;

export type SourceName = (typeof PRO_SOURCES)[number] | 'classic';

export function sourceFile(root: string, name: SourceName): string {
	return path.join(root, 'catalogue/sources', `${name}.json`);
}
