/** Checks that the rows of a resource are consistent, and that the overlay describes only what exists. */

import type { FieldRow, OperationRow, ResourceRow } from '../nodes/shared/catalogue/types';
import type { ApiDocument } from './document';
import type { Overlay, ResourceOverlay } from './overlay';
import type { Diagnostics } from './diagnostics';
import { checkKeys } from './knownKeys';

export function checkOverlay(
	resource: string,
	overlay: ResourceOverlay,
	operations: OperationRow[],
	fields: Record<string, FieldRow[]>,
	diagnostics: Diagnostics,
): void {
	const { operations: described = {}, fields: order = [] } = overlay;
	checkKeys('pro', resource, overlay, diagnostics);
	for (const value of Object.keys(described)) {
		if (!operations.some((operation) => operation.value === value)) {
			diagnostics.add(`The overlay describes ${resource}.${value}, but there is no such operation.`);
		}
	}
	const names = operations.flatMap(({ value }) => fields[`${resource}.${value}`] ?? []).map(({ name }) => name);
	for (const name of order) {
		if (!names.some((each) => each === name || each.startsWith(`${name}.`))) {
			diagnostics.add(`${resource}: \`fields\` lists ${name}, but no form has this field.`);
		}
	}
}

export function checkLabels(
	name: string,
	resource: string,
	operations: OperationRow[],
	diagnostics: Diagnostics,
): void {
	const seen = new Map<string, string>();
	for (const { value, name: label, hidden } of operations) {
		const where = `${resource}.${value}`;
		const other = hidden ? undefined : seen.get(label);
		if (other !== undefined)
			diagnostics.add(`${where} and ${other} are both labeled "${label}". Give one of them another \`label\`.`);
		if (!hidden) seen.set(label, where);
		if (repeats(label, name))
			diagnostics.add(`The label "${label}" of ${where} repeats the name of the resource. Give it another \`label\`.`);
	}
}

/** Whether a label contains the name of the resource. */
function repeats(label: string, resource: string): boolean {
	return (
		` ${label.toLowerCase()} `.includes(` ${resource.toLowerCase()} `) ||
		` ${label.toLowerCase()} `.includes(` ${resource.toLowerCase()}s `)
	);
}

/** Checks that every successor exists. */
export function checkTargets(
	resources: Array<{ value: string; operations: OperationRow[] }>,
	diagnostics: Diagnostics,
): void {
	const known = new Set(
		resources.flatMap(({ value, operations }) => operations.map((each) => `${value}.${each.value}`)),
	);
	for (const { value, operations } of resources) {
		for (const { value: operation, replacedBy } of operations) {
			if (replacedBy !== undefined && !known.has(replacedBy)) {
				diagnostics.add(`${value}.${operation}: \`replacedBy\` names ${replacedBy}, which does not exist.`);
			}
		}
	}
}

/** Checks that every entry of the shared overlay files has an effect. */
export function checkShared(
	api: ApiDocument,
	{ labels, parameters, references, renamedPrivileges, introducedIn }: Overlay,
	{ resources, fields }: { resources: ResourceRow[]; fields: Record<string, FieldRow[]> },
	diagnostics: Diagnostics,
): void {
	const rows = resources.flatMap(({ operations }) => operations);
	const asked = rows.flatMap(({ path = [], query = [] }) => [...path, ...query].map(({ name }) => name));
	const names = Object.values(fields).flatMap((form) => form.map(({ name }) => `.${name}.`));
	const inForms = (key: string) => names.some((name) => name.includes(`.${key}.`));
	const listed = rows
		.flatMap(({ list }) => [...(list?.filter ?? []), ...(list?.sort ?? [])])
		.map((name) => `.${name}.`);
	const inLists = (key: string) => listed.some((name) => name.includes(`.${key}.`));
	const privileges = rows.flatMap(({ routes }) => routes.flatMap((route) => route.privileges ?? []));
	const wanted: Array<[string, string[], (key: string) => boolean]> = [
		['labels', Object.keys(labels), (key) => inForms(key) || inLists(key)],
		['parameters', Object.keys(parameters), (key) => asked.includes(key)],
		['references', Object.keys(references), (key) => inForms(key) || asked.includes(key)],
		['introducedIn', Object.keys(introducedIn), (key) => api.operations.some(({ path }) => path.startsWith(key))],
		['renamedPrivileges', Object.keys(renamedPrivileges), (key) => privileges.some((name) => name.endsWith(` ${key}`))],
	];
	for (const [file, keys, matches] of wanted) {
		for (const key of keys)
			if (!matches(key)) diagnostics.add(`${file}.yaml: "${key}" has no effect. Correct or remove it.`);
	}
}
