/** What must hold for the rows of a resource; the overlay may not describe what is not there. */

import type { FieldRow, OperationRow, ResourceRow } from '../nodes/shared/catalogue/types';
import type { Subject } from './names';
import type { ApiDocument } from './document';
import type { Overlay, ResourceOverlay } from './overlay';
import type { Diagnostics } from './diagnostics';

export function checkOverlay(
	resource: string,
	{ operations: described = {}, fields: order = [] }: ResourceOverlay,
	operations: OperationRow[],
	fields: Record<string, FieldRow[]>,
	diagnostics: Diagnostics,
): void {
	for (const value of Object.keys(described)) {
		if (!operations.some((operation) => operation.value === value)) {
			diagnostics.add(`The overlay describes ${resource}.${value}, which no operation of the document is.`);
		}
	}
	const names = operations.flatMap(({ value }) => fields[`${resource}.${value}`] ?? []).map(({ name }) => name);
	for (const name of order) {
		if (!names.some((each) => each === name || each.startsWith(`${name}.`))) {
			diagnostics.add(`${resource} has no field ${name}, but the overlay gives it a place.`);
		}
	}
}

export function checkLabels(
	{ name }: Subject,
	resource: string,
	operations: OperationRow[],
	diagnostics: Diagnostics,
): void {
	const seen = new Map<string, string>();
	for (const { value, name: label, hidden } of operations) {
		const where = `${resource}.${value}`;
		const other = hidden ? undefined : seen.get(label);
		if (other !== undefined) diagnostics.add(`${where} and ${other} are both "${label}": give one another \`label\`.`);
		if (!hidden) seen.set(label, where);
		if (repeats(label, name))
			diagnostics.add(`The label "${label}" of ${where} repeats the resource: give it another \`label\`.`);
	}
}

/** Whether a label says again what the resource is called. */
function repeats(label: string, resource: string): boolean {
	return (
		` ${label.toLowerCase()} `.includes(` ${resource.toLowerCase()} `) ||
		` ${label.toLowerCase()} `.includes(` ${resource.toLowerCase()}s `)
	);
}

/** Names used in the rows stand for something. */
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
				diagnostics.add(`${value}.${operation} is said to be replaced by ${replacedBy}, which is not there.`);
			}
		}
	}
}

/** Decisions that hold for all resources decide something. */
export function checkShared(
	api: ApiDocument,
	{ handwritten, handledByCode, labels, parameters, references, introducedIn }: Overlay,
	{ resources, fields }: { resources: ResourceRow[]; fields: Record<string, FieldRow[]> },
	diagnostics: Diagnostics,
): void {
	const rows = resources.flatMap(({ operations }) => operations);
	const asked = rows.flatMap(({ path = [], query = [] }) => [...path, ...query].map(({ name }) => name));
	const inForms = Object.values(fields).flatMap((form) => form.flatMap(({ name }) => name.split('.')));
	const values = resources.flatMap(({ value, operations }) => operations.map((each) => `${value}.${each.value}`));
	const wanted: Array<[string, string[], (key: string) => boolean]> = [
		['labels', Object.keys(labels), (key) => inForms.includes(key)],
		['parameters', Object.keys(parameters), (key) => asked.includes(key)],
		['references', Object.keys(references), (key) => inForms.includes(key) || asked.includes(key)],
		['introducedIn', Object.keys(introducedIn), (key) => api.operations.some(({ path }) => path.startsWith(key))],
		['handwritten', handwritten, (key) => values.includes(key) || Object.values(handledByCode).includes(key)],
	];
	for (const [file, keys, matches] of wanted) {
		for (const key of keys) if (!matches(key)) diagnostics.add(`"${key}" in the overlay's ${file} matches nothing.`);
	}
}
