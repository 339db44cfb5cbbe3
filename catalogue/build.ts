/** Builds the rows and forms of the Jamf Pro API from its sources and the overlay. */

import type { Catalogue, FieldRow, Fields, ObjectsRow, ResourceRow } from '../nodes/shared/catalogue/types';
import { addAliases } from './aliases';
import { checkLabels, checkOverlay, checkShared, checkTargets } from './checks';
import type { ApiDocument } from './document';
import { markEffects } from './effects';
import { markMultiline } from './multiline';
import type { Subject } from './names';
import { describeObjects } from './objects';
import { buildOperationRow } from './operation';
import type { Overlay, ResourceOverlay } from './overlay';
import { addPrivilegesByType } from './privilegesByType';
import { checkPrivilegesUnknown } from './privilegesUnknown';
import { labelField } from './fields';
import { hideRarities } from './rarities';
import { findRenamedPrivileges } from './renamedPrivileges';
import { assignOperations, type AssignedOperation } from './assignOperations';
import { Diagnostics } from './diagnostics';
import { describeList } from './traits';
import { pluralize, sentenceCase } from './titleCase';

export interface Built {
	catalogue: Catalogue;
	fields: Fields;
	/** Labels of the fields that lists are filtered and sorted by. */
	listLabels: Record<string, string>;
}

/** @throws CatalogueError listing every mismatch between sources and overlay */
export function build(api: ApiDocument, overlay: Overlay): Built {
	const diagnostics = new Diagnostics();
	const assigned = assignOperations(
		api.operations,
		overlay,
		(operation) => describeList(api, operation) !== undefined,
		diagnostics,
	);
	diagnostics.throwIfAny();

	const all = Object.entries(overlay.resources).sort(([a], [b]) => (a < b ? -1 : 1));
	const objects = new Map<string, ObjectsRow>();
	for (const [value, resource] of all) {
		const row = describeObjects(
			api,
			assigned.filter((each) => each.resource === value),
			resource,
			value,
			diagnostics,
		);
		if (row !== undefined) objects.set(value, row);
	}
	const fields: Record<string, FieldRow[]> = {};
	const resources = all.map(([value, resource]): ResourceRow => {
		const own = assigned.filter((each) => each.resource === value);
		const subject = describeSubject(resource, own, overlay);
		const operations = own
			.sort((a, b) => (a.operation < b.operation ? -1 : 1))
			.map((each) => {
				const { row, form } = buildOperationRow({
					api,
					overlay,
					assigned: each,
					siblings: own,
					subject,
					objects,
					diagnostics,
				});
				if (form !== undefined) fields[`${value}.${each.operation}`] = form;
				return row;
			});
		checkOverlay(value, resource, operations, fields, diagnostics);
		const { name, noun, plural } = subject;
		const known = objects.get(value);
		return { value, name, noun, plural, ...(known && { objects: known }), operations };
	});
	checkShared(api, overlay, { resources, fields }, diagnostics);
	markEffects(resources, overlay.effects, 'pro', diagnostics);
	hideRarities(resources, overlay.rarities, 'pro', diagnostics);
	for (const { value, name, operations } of resources) checkLabels(name, value, operations, diagnostics);
	addAliases(resources, fields, overlay.aliases, diagnostics);
	checkTargets(resources, diagnostics);
	const { privilegesByType, privilegesUnknown } = overlay;
	addPrivilegesByType(resources, privilegesByType, diagnostics);
	checkPrivilegesUnknown(resources, privilegesUnknown, diagnostics);
	diagnostics.throwIfAny();
	const renamed = findRenamedPrivileges(resources, overlay.renamedPrivileges);
	return {
		catalogue: { version: api.version, ...renamed, privilegesUnknown, resources },
		fields: shareEqualForms(markMultiline(fields, overlay.multiline)),
		listLabels: labelListFields(resources, overlay),
	};
}

function describeSubject(
	{ name, noun, plural, article, single: given }: ResourceOverlay,
	own: AssignedOperation[],
	{ words }: Overlay,
): Subject {
	const one = noun ?? sentenceCase(words, name);
	const single =
		given ?? !own.some(({ ofObject, operation }) => ofObject || operation === 'create' || operation === 'getAll');
	return { name, noun: one, plural: plural ?? (single ? one : pluralize(one)), single, bare: article === false };
}

function labelListFields(resources: readonly ResourceRow[], overlay: Overlay): Record<string, string> {
	const lists = resources.flatMap(({ operations }) => operations.flatMap(({ list }) => list ?? []));
	const names = new Set(lists.flatMap(({ filter = [], sort = [] }) => [...filter, ...sort]));
	return Object.fromEntries([...names].sort().map((name) => [name, labelField(overlay, name)]));
}

/** Writes equal forms once: later ones, in alphabetical order, refer to the first by name. */
export function shareEqualForms(fields: Record<string, FieldRow[]>): Fields {
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
