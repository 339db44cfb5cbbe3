/** The generated files, as texts that are the same for the same rows. */

import type { Elements } from '../nodes/shared/catalogue/elements';
import type { Catalogue, Fields } from '../nodes/shared/catalogue/types';
import { additionsTo, type Additions, type Api } from './additions';
import type { Built } from './build';
import type { ClassicBuilt } from './classic/build';
import { operationsPage } from './operationsPage';
import type { Overlay } from './overlay';

/** Names every operation that was shipped. */
export const LOCK = 'catalogue/catalogue.lock';

export interface Generated {
	built: Built;
	classic: ClassicBuilt;
	overlay: Overlay;
}

/** Texts by path from the root of the project. */
export function filesOf({ built, classic, overlay }: Generated): Record<string, string> {
	const { catalogue, fields } = built;
	const { additions } = overlay;
	const lock = [...lockLines('pro', catalogue, additions), ...lockLines('classic', classic.catalogue, additions)];
	return {
		'nodes/shared/catalogue/generated/pro.json': catalogueText(catalogue),
		'nodes/shared/catalogue/generated/proFields.json': keyedText(fields),
		'nodes/shared/catalogue/generated/classic.json': catalogueText(classic.catalogue),
		'nodes/shared/catalogue/generated/classicFields.json': keyedText(classic.fields),
		'nodes/shared/catalogue/generated/classicElements.json': keyedText(classic.elements),
		'docs/operations.md': operationsPage(catalogue, classic, overlay),
		[LOCK]: `${lock.sort().join('\n')}\n`,
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

function keyedText(keyed: Elements | Fields): string {
	const lines = Object.entries(keyed).map(([key, rows]) => `${JSON.stringify(key)}:${JSON.stringify(rows)}`);
	return `{\n${lines.join(',\n')}\n}\n`;
}

export function namesIn({ resources }: Catalogue): string[] {
	return resources.flatMap(({ value, operations }) => operations.map((each) => `${value}.${each.value}`));
}

/** The lines of one API in the lock: `pro building.getAll`. */
function lockLines(api: Api, catalogue: Catalogue, additions: readonly Additions[]): string[] {
	const added = additionsTo(api, additions).map(({ resource, operation }) => `${resource}.${operation}`);
	return [...namesIn(catalogue), ...added].map((name) => `${api} ${name}`);
}

/** What was shipped once and is gone; workflows that use it would break. */
export function vanished(lock: string, api: Api, catalogue: Catalogue, { additions }: Overlay): string[] {
	const now = new Set(lockLines(api, catalogue, additions));
	const shipped = lock.split('\n').filter((line) => line.startsWith(`${api} `));
	return shipped.filter((line) => !now.has(line)).map((line) => line.slice(api.length + 1));
}
