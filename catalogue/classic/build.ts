/** Document and overlay in; rows, forms and elements of the Classic API out. */

import type { ElementRow, Elements } from '../../nodes/shared/catalogue/elements';
import type { Catalogue, FieldRow, Fields, ResourceRow } from '../../nodes/shared/catalogue/types';
import { findElements } from '../../nodes/shared/catalogue/find';
import { shareEqual } from '../build';
import { checkLabels } from '../checks';
import { Problems } from '../problems';
import { checkClassicOverlay, checkElements } from './checks';
import { formOf } from './forms';
import { readNotation, type Notation } from './notation';
import type { ClassicOverlay } from './overlay';
import { reachOf, unfounded, type Reach } from './reach';
import { resourceRow } from './rows';
import type { ClassicDocument } from './swagger';

export interface ClassicBuilt {
	catalogue: Catalogue;
	fields: Fields;
	elements: Elements;
	reach: Reach;
}

/** @throws CatalogueError with everything that does not fit together */
export function buildClassic({ operations, version }: ClassicDocument, overlay: ClassicOverlay): ClassicBuilt {
	const problems = new Problems();
	const resources = Object.entries(overlay.resources)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([value, resource]) => resourceRow(value, resource, overlay));
	const elements = readElements(overlay, problems);
	const fields = formsOf(resources, elements, overlay, problems);
	const catalogue = { version, resources };

	for (const { value, name, noun, plural, operations: rows } of resources) {
		checkLabels({ name, noun, plural, single: false, bare: false }, value, rows, problems);
	}
	checkElements(resources, elements, problems);
	checkClassicOverlay(overlay, catalogue, fields, problems);
	const reach = reachOf(operations, catalogue, overlay);
	for (const operation of reach.none)
		problems.add(`${operation} is reached by no row: describe it in overlay/classic.`);
	for (const name of unfounded(operations, catalogue)) {
		const [resource = '', operation = ''] = name.split('.');
		if (overlay.resources[resource]?.operations?.[operation]?.undocumented === undefined)
			problems.add(`${name} is not in the document: say why it is offered by \`undocumented\`.`);
	}
	problems.throwIfAny();
	return { catalogue, fields: shareEqual(fields), elements, reach };
}

function readElements({ elements }: ClassicOverlay, problems: Problems): Elements {
	const entries = Object.entries(elements).filter(([key]) => !key.startsWith('$'));
	return Object.fromEntries(
		entries
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([key, value]: [string, Notation | string]): [string, ElementRow[] | string] => {
				if (typeof value !== 'string') return [key, readNotation(value, elements, key, problems)];
				if (!(value in elements)) problems.add(`${key} has the elements of ${value}, which are not there.`);
				return [key, value];
			}),
	);
}

function formsOf(
	resources: ResourceRow[],
	elements: Elements,
	overlay: ClassicOverlay,
	problems: Problems,
): Record<string, FieldRow[]> {
	const forms: Record<string, FieldRow[]> = {};
	for (const { value, operations } of resources) {
		for (const row of operations) {
			if (row.body === undefined || row.body.kind !== undefined || row.body.free) continue;
			const name = `${value}.${row.value}`;
			const own = findElements(elements, value, row.value);
			if (own === undefined) problems.add(`${name} takes a body, but overlay/elements has no elements for it.`);
			else forms[name] = formOf(own, overlay.resources[value] ?? { name: value, path: '' }, overlay);
		}
	}
	return forms;
}
