/** What must hold for the rows of a resource; the overlay may not describe what is not there. */

import type { FieldRow, OperationRow } from '../nodes/shared/catalogue/types';
import type { Subject } from './names';
import type { ResourceOverlay } from './overlay';
import type { Problems } from './problems';

export function checkOverlay(
	resource: string,
	{ operations: described = {}, fields: order = [] }: ResourceOverlay,
	operations: OperationRow[],
	fields: Record<string, FieldRow[]>,
	problems: Problems,
): void {
	for (const value of Object.keys(described)) {
		if (!operations.some((operation) => operation.value === value)) {
			problems.add(`The overlay describes ${resource}.${value}, which no operation of the document is.`);
		}
	}
	const names = operations.flatMap(({ value }) => fields[`${resource}.${value}`] ?? []).map(({ name }) => name);
	for (const name of order) {
		if (!names.some((each) => each === name || each.startsWith(`${name}.`))) {
			problems.add(`${resource} has no field ${name}, but the overlay gives it a place.`);
		}
	}
}

export function checkLabels({ name }: Subject, resource: string, operations: OperationRow[], problems: Problems): void {
	const seen = new Map<string, string>();
	for (const { value, name: label, hidden } of operations) {
		const where = `${resource}.${value}`;
		const other = hidden ? undefined : seen.get(label);
		if (other !== undefined) problems.add(`${where} and ${other} are both "${label}": give one another \`label\`.`);
		if (!hidden) seen.set(label, where);
		if (repeats(label, name))
			problems.add(`The label "${label}" of ${where} repeats the resource: give it another \`label\`.`);
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
	problems: Problems,
): void {
	const known = new Set(
		resources.flatMap(({ value, operations }) => operations.map((each) => `${value}.${each.value}`)),
	);
	for (const { value, operations } of resources) {
		for (const { value: operation, replacedBy } of operations) {
			if (replacedBy !== undefined && !known.has(replacedBy)) {
				problems.add(`${value}.${operation} is said to be replaced by ${replacedBy}, which is not there.`);
			}
		}
	}
}
