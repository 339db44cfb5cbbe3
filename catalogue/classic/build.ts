/** Builds the rows, forms and elements of the Classic API from its source and the overlay. */

import type { ElementRow, Elements } from '../../nodes/shared/catalogue/elements';
import type { Catalogue, FieldRow, Fields, ResourceRow } from '../../nodes/shared/catalogue/types';
import { findElements } from '../../nodes/shared/catalogue/find';
import { shareEqualForms } from '../build';
import { checkLabels } from '../checks';
import { findRenamedPrivileges } from '../renamedPrivileges';
import { Diagnostics } from '../diagnostics';
import { markEffects } from '../effects';
import { markMultiline } from '../multiline';
import { checkClassicOverlay, checkElements } from './checks';
import { buildClassicForm } from './forms';
import { readNotation, type Notation } from './notation';
import type { ClassicOverlay } from './overlay';
import { computeClassicCoverage, findUndocumented, type ClassicCoverage } from './coverage';
import { buildResource } from './rows';
import type { ClassicDocument } from './swagger';

export interface ClassicBuilt {
	catalogue: Catalogue;
	fields: Fields;
	elements: Elements;
	coverage: ClassicCoverage;
}

/** @throws CatalogueError listing every mismatch between source and overlay */
export function buildClassic({ operations, version }: ClassicDocument, overlay: ClassicOverlay): ClassicBuilt {
	const diagnostics = new Diagnostics();
	const resources = Object.entries(overlay.resources)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([value, resource]) => buildResource(value, resource, overlay, operations));
	markEffects(resources, overlay.effects, 'classic', diagnostics);
	const elements = readElements(overlay, diagnostics);
	const fields = buildForms(resources, elements, overlay, diagnostics);
	const catalogue = {
		version,
		...findRenamedPrivileges(resources, overlay.renamedPrivileges),
		privilegesUnknown: readReasons(overlay),
		resources,
	};

	for (const { value, name, operations: rows } of resources) checkLabels(name, value, rows, diagnostics);
	checkElements(resources, elements, diagnostics);
	checkClassicOverlay(overlay, catalogue, fields, diagnostics);
	const coverage = computeClassicCoverage(operations, catalogue, overlay);
	for (const operation of coverage.none)
		diagnostics.add(`${operation} is not reached by any row. Describe it in catalogue/overlay/classic.`);
	for (const name of findUndocumented(operations, catalogue)) {
		const [resource = '', operation = ''] = name.split('.');
		if (overlay.resources[resource]?.operations?.[operation]?.undocumented === undefined)
			diagnostics.add(
				`${name} is not documented by Jamf. Remove it, or give the reason for offering it in \`undocumented\`.`,
			);
	}
	diagnostics.throwIfAny();
	return {
		catalogue,
		fields: shareEqualForms(markMultiline(fields, overlay.multiline)),
		elements,
		coverage,
	};
}

function readReasons({ resources }: ClassicOverlay): Record<string, string> {
	return Object.fromEntries(
		Object.entries(resources).flatMap(([value, { privilegesUnknown: reason }]) =>
			reason === undefined ? [] : [[value, reason]],
		),
	);
}

function readElements({ elements }: ClassicOverlay, diagnostics: Diagnostics): Elements {
	const entries = Object.entries(elements).filter(([key]) => !key.startsWith('$'));
	return Object.fromEntries(
		entries
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([key, value]: [string, Notation | string]): [string, ElementRow[] | string] => {
				if (typeof value !== 'string') return [key, readNotation(value, elements, key, diagnostics)];
				if (!(value in elements))
					diagnostics.add(`overlay/elements: ${key} refers to the elements of ${value}, which do not exist.`);
				return [key, value];
			}),
	);
}

function buildForms(
	resources: ResourceRow[],
	elements: Elements,
	overlay: ClassicOverlay,
	diagnostics: Diagnostics,
): Record<string, FieldRow[]> {
	const forms: Record<string, FieldRow[]> = {};
	for (const { value, operations } of resources) {
		for (const row of operations) {
			if (row.body === undefined || row.body.kind !== undefined || row.body.free) continue;
			const name = `${value}.${row.value}`;
			const own = findElements(elements, value, row.value);
			if (own === undefined)
				diagnostics.add(`${name} has a body, but catalogue/overlay/elements has no elements for it.`);
			else forms[name] = buildClassicForm(own, overlay.resources[value] ?? { name: value, path: '' }, overlay);
		}
	}
	return forms;
}
