/** The generated files, as texts that are the same for the same rows. */

import type { Catalogue, Fields } from '../nodes/shared/catalogue/types';
import type { Built } from './build';
import { operationsPage } from './operationsPage';
import type { Overlay } from './overlay';

/** Texts by path from the root of the project. */
export function filesOf({ catalogue, fields }: Built, overlay: Overlay): Record<string, string> {
	return {
		'nodes/shared/catalogue/generated/pro.json': catalogueText(catalogue),
		'nodes/shared/catalogue/generated/proFields.json': fieldsText(fields),
		'docs/operations.md': operationsPage(catalogue, overlay),
		'catalogue/catalogue.lock': `${lockLines('pro', catalogue).sort().join('\n')}\n`,
	};
}

/** One operation a line, so that a change reads as one. */
function catalogueText({ version, resources }: Catalogue): string {
	const lines = resources.map(({ operations, ...resource }) => {
		const head = JSON.stringify({ ...resource, operations: [] }).slice(0, -2);
		return `${head}\n${operations.map((row) => JSON.stringify(row)).join(',\n')}\n]}`;
	});
	return `{"version":${JSON.stringify(version)},"resources":[\n${lines.join(',\n')}\n]}\n`;
}

function fieldsText(fields: Fields): string {
	const lines = Object.entries(fields).map(([key, rows]) => `${JSON.stringify(key)}:${JSON.stringify(rows)}`);
	return `{\n${lines.join(',\n')}\n}\n`;
}

export function namesIn({ resources }: Catalogue): string[] {
	return resources.flatMap(({ value, operations }) => operations.map((each) => `${value}.${each.value}`));
}

/** The lines of one API in the lock: `pro building.getAll`. */
function lockLines(api: string, catalogue: Catalogue): string[] {
	return namesIn(catalogue).map((name) => `${api} ${name}`);
}

/** What was shipped once and is gone; workflows that use it would break. */
export function vanished(lock: string, api: string, catalogue: Catalogue): string[] {
	const now = new Set(lockLines(api, catalogue));
	const shipped = lock.split('\n').filter((line) => line.startsWith(`${api} `));
	return shipped.filter((line) => !now.has(line)).map((line) => line.slice(api.length + 1));
}
