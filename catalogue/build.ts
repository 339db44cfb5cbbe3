/** Document and overlay in, rows out. */

import type { Catalogue, FieldRow, Fields, ObjectsRow, ResourceRow } from '../nodes/shared/catalogue/types';
import { addAliases } from './aliases';
import { checkLabels, checkOverlay, checkShared, checkTargets } from './checks';
import type { ApiDocument } from './document';
import type { Subject } from './names';
import { objectsOf } from './objects';
import { operationRow } from './operation';
import type { Overlay, ResourceOverlay } from './overlay';
import { placeAll, type Placed } from './place';
import { Problems } from './problems';
import { listOf } from './traits';
import { pluralOf, sentence } from './words';

export interface Built {
	catalogue: Catalogue;
	fields: Fields;
}

/** @throws CatalogueError with everything that does not fit together */
export function build(api: ApiDocument, overlay: Overlay): Built {
	const problems = new Problems();
	const placed = placeAll(api.operations, overlay, (operation) => listOf(api, operation) !== undefined, problems);
	problems.throwIfAny();

	const all = Object.entries(overlay.resources).sort(([a], [b]) => (a < b ? -1 : 1));
	const objects = new Map<string, ObjectsRow>();
	for (const [value, resource] of all) {
		const row = objectsOf(
			api,
			placed.filter((each) => each.resource === value),
			resource,
			value,
			problems,
		);
		if (row !== undefined) objects.set(value, row);
	}
	const fields: Record<string, FieldRow[]> = {};
	const resources = all.map(([value, resource]): ResourceRow => {
		const own = placed.filter((each) => each.resource === value);
		const subject = subjectOf(resource, own, overlay);
		const operations = own
			.sort((a, b) => (a.operation < b.operation ? -1 : 1))
			.map((each) => {
				const { row, form } = operationRow({ api, overlay, placed: each, siblings: own, subject, objects, problems });
				if (form !== undefined) fields[`${value}.${each.operation}`] = form;
				return row;
			});
		checkOverlay(value, resource, operations, fields, problems);
		checkLabels(subject, value, operations, problems);
		const { name, noun, plural } = subject;
		const known = objects.get(value);
		return { value, name, noun, plural, ...(known && { objects: known }), operations };
	});
	checkShared(api, overlay, { resources, fields }, problems);
	addAliases(resources, fields, overlay.aliases, problems);
	checkTargets(resources, problems);
	problems.throwIfAny();
	return { catalogue: { version: api.version, resources }, fields: shareEqual(fields) };
}

function subjectOf(
	{ name, noun, plural, article, single: given }: ResourceOverlay,
	own: Placed[],
	{ words }: Overlay,
): Subject {
	const one = noun ?? sentence(words, name);
	const single =
		given ?? !own.some(({ ofObject, operation }) => ofObject || operation === 'create' || operation === 'getAll');
	return { name, noun: one, plural: plural ?? (single ? one : pluralOf(one)), single, bare: article === false };
}

/** Forms that are alike are written once; the first in the alphabet has it. */
export function shareEqual(fields: Record<string, FieldRow[]>): Fields {
	const first = new Map<string, string>();
	return Object.fromEntries(
		Object.entries(fields)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([key, rows]) => {
				const text = JSON.stringify(rows);
				const earlier = first.get(text);
				if (earlier === undefined) first.set(text, key);
				return [key, earlier ?? rows];
			}),
	);
}
