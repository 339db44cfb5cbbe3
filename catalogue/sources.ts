/** The files in `catalogue/sources`: facts of Jamf's documents, written by `npm run catalogue:import`. */

import path from 'node:path';

/** Sources of the Jamf Pro API. Each operation may be in one of them only. */
export const PRO_SOURCES = ['pro', 'app-installers'] as const;

export type SourceName = (typeof PRO_SOURCES)[number] | 'classic';

export function sourceFile(root: string, name: SourceName): string {
	return path.join(root, 'catalogue/sources', `${name}.json`);
}

/** The documents that a command names, such as `--pro FILE`. */
export function listDocuments(values: Partial<Record<SourceName, string>>): Array<{ name: SourceName; file: string }> {
	const names: SourceName[] = [...PRO_SOURCES, 'classic'];
	return names.flatMap((name) => (values[name] === undefined ? [] : [{ name, file: values[name] }]));
}
