/** Renders the generated files. Equal rows produce equal text. */

import type { Elements } from '../nodes/shared/catalogue/elements';
import type { Catalogue, Fields } from '../nodes/shared/catalogue/types';
import { listAdditions, type Additions, type Api } from './additions';
import type { Built } from './build';
import type { ClassicBuilt } from './classic/build';
import { renderOperationsPage } from './operationsPage';
import type { Overlay } from './overlay';

/** Lists every operation that was released. */
export const LOCK = 'catalogue/catalogue.lock';

export interface Generated {
	built: Built;
	classic: ClassicBuilt;
	overlay: Overlay;
}

/** The rows, forms and the lock. @returns texts by path from the root of the project */
export function renderRows({ built, classic, overlay }: Generated): Record<string, string> {
	const { catalogue, fields, listLabels } = built;
	const { additions } = overlay;
	const lock = [
		...renderLockLines('pro', catalogue, additions),
		...renderLockLines('classic', classic.catalogue, additions),
	];
	return {
		'nodes/shared/catalogue/generated/pro.json': renderCatalogue(catalogue),
		'nodes/shared/catalogue/generated/proFields.json': renderKeyed(fields),
		'nodes/shared/catalogue/generated/proListLabels.json': renderKeyed(listLabels),
		'nodes/shared/catalogue/generated/classic.json': renderCatalogue(classic.catalogue),
		'nodes/shared/catalogue/generated/classicFields.json': renderKeyed(classic.fields),
		'nodes/shared/catalogue/generated/classicElements.json': renderKeyed(classic.elements),
		[LOCK]: `${lock.sort().join('\n')}\n`,
	};
}

/** The documentation, which describes the nodes with the rows that are written. */
export function renderPages({ built, classic, overlay }: Generated): Record<string, string> {
	return { 'docs/operations.md': renderOperationsPage(built.catalogue, classic, overlay) };
}

/** One operation per line, for readable diffs. */
function renderCatalogue({ resources, ...head }: Catalogue): string {
	const lines = resources.map(({ operations, ...resource }) => {
		const start = JSON.stringify({ ...resource, operations: [] }).slice(0, -2);
		return `${start}\n${operations.map((row) => JSON.stringify(row)).join(',\n')}\n]}`;
	});
	return `${JSON.stringify(head).slice(0, -1)},"resources":[\n${lines.join(',\n')}\n]}\n`;
}

function renderKeyed(keyed: Elements | Fields | Record<string, string>): string {
	const lines = Object.entries(keyed).map(([key, rows]) => `${JSON.stringify(key)}:${JSON.stringify(rows)}`);
	return `{\n${lines.join(',\n')}\n}\n`;
}

export function listOperations({ resources }: Catalogue): string[] {
	return resources.flatMap(({ value, operations }) => operations.map((each) => `${value}.${each.value}`));
}

/** The lines of one API in the lock: `pro building.getAll`. */
function renderLockLines(api: Api, catalogue: Catalogue, additions: readonly Additions[]): string[] {
	const added = listAdditions(api, additions).map(({ resource, operation }) => `${resource}.${operation}`);
	return [...listOperations(catalogue), ...added].map((name) => `${api} ${name}`);
}

/** Operations that were released but no longer exist; workflows that use them would break. */
export function findRemoved(lock: string, api: Api, catalogue: Catalogue, { additions }: Overlay): string[] {
	const now = new Set(renderLockLines(api, catalogue, additions));
	const released = lock.split('\n').filter((line) => line.startsWith(`${api} `));
	return released.filter((line) => !now.has(line)).map((line) => line.slice(api.length + 1));
}
