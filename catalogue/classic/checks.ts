/** Checks that rows and elements of the Classic API are consistent. */

import type { ElementRow, Elements } from '../../nodes/shared/catalogue/elements';
import { findElements } from '../../nodes/shared/catalogue/find';
import type { Catalogue, FieldRow, ResourceRow } from '../../nodes/shared/catalogue/types';
import type { Diagnostics } from '../diagnostics';
import { checkKeys } from '../knownKeys';
import type { ClassicOverlay } from './overlay';

export function checkElements(resources: ResourceRow[], elements: Elements, diagnostics: Diagnostics): void {
	const names = new Set(
		resources.flatMap(({ value, operations }) => [value, ...operations.map((row) => `${value}.${row.value}`)]),
	);
	for (const [key, rows] of Object.entries(elements)) {
		if (!names.has(key))
			diagnostics.add(`overlay/elements describes ${key}, which is neither a resource nor an operation.`);
		if (typeof rows !== 'string') checkSiblings(rows, key, diagnostics);
	}
	for (const { value, operations, root } of resources) {
		for (const row of operations) {
			const name = `${value}.${row.value}`;
			if (row.xml && !(name in elements) && !(value in elements))
				diagnostics.add(`${name} is read as XML, but catalogue/overlay/elements has no elements for it.`);
			const own = findElements(elements, value, row.value);
			for (const field of row.list === undefined && own !== undefined ? (row.simplify ?? []) : [])
				if (!hasElement(own, field.split('.')))
					diagnostics.add(`${name}: \`simplify\` lists ${field}, which is not in the result.`);
			if (row.body && row.body.kind === undefined && row.root === undefined && root === undefined)
				diagnostics.add(`${name} has a body, but no root element. Give ${value} a \`root\`.`);
		}
	}
}

function hasElement(rows: ElementRow[] = [], [first, ...rest]: string[]): boolean {
	const found = rows.find(({ name }) => name === first);
	return found !== undefined && (rest.length === 0 || hasElement(found.of, rest));
}

function checkSiblings(rows: ElementRow[], where: string, diagnostics: Diagnostics): void {
	const seen = new Set<string>();
	for (const { name, of, options, type, readOnly, required, unless, from, companion } of rows) {
		const place = `${where}.${name}`;
		if (seen.has(name)) diagnostics.add(`${place} is defined twice.`);
		seen.add(name);
		if (of !== undefined && (options !== undefined || type !== undefined))
			diagnostics.add(`${place} contains elements, so it cannot have a type or values.`);
		if (options !== undefined && new Set(options).size < options.length)
			diagnostics.add(`${place} lists a value twice.`);
		for (const other of [unless, from, companion?.name])
			if (other !== undefined && !rows.some((row) => row.name === other))
				diagnostics.add(`${place} refers to ${other}, which is not a sibling element.`);
		if (readOnly && required) diagnostics.add(`${place} cannot be both read-only and required.`);
		if (of !== undefined) checkSiblings(of, place, diagnostics);
	}
}

/** Checks that every overlay entry has an effect, and that everything the rows refer to exists. */
export function checkClassicOverlay(
	{ resources, labels, parameters, references }: ClassicOverlay,
	catalogue: Catalogue,
	fields: Record<string, FieldRow[]>,
	diagnostics: Diagnostics,
): void {
	const own = new Set(
		catalogue.resources.flatMap(({ value, operations }) => operations.map((row) => `${value}.${row.value}`)),
	);
	const rows = catalogue.resources.flatMap(({ operations }) => operations);
	const names = Object.values(fields).flatMap((form) => form.map(({ name }) => name));
	const asked = new Set(rows.flatMap(({ path = [], query = [] }) => [...path, ...query].map(({ name }) => name)));
	const wanted: Array<[string, string[], (key: string) => boolean]> = [
		['labels', Object.keys(labels), (key) => names.some((name) => `.${name}.`.includes(`.${key}.`))],
		['parameters', Object.keys(parameters), (key) => asked.has(key)],
		['references', Object.keys(references), (key) => names.some((name) => `.${name}`.endsWith(`.${key}`))],
	];
	for (const [part, keys, matches] of wanted) {
		for (const key of keys)
			if (!matches(key)) diagnostics.add(`classic.yaml: "${key}" in \`${part}\` has no effect. Correct or remove it.`);
	}
	for (const { value, operations } of catalogue.resources) {
		const { privilegesUnknown } = resources[value] ?? {};
		const known = operations.filter(
			({ removed, routes }) => removed === undefined && routes[0].privileges !== undefined,
		);
		if (privilegesUnknown !== undefined && known.length === operations.length)
			diagnostics.add(`${value}: \`privilegesUnknown\` has no effect, because all privileges are given. Remove it.`);
		for (const { value: operation, removed, replacedBy, routes } of operations) {
			const name = `${value}.${operation}`;
			if (routes[0].privileges === undefined && removed === undefined && privilegesUnknown === undefined)
				diagnostics.add(`${name} needs \`privileges\`, or ${value} the reason in \`privilegesUnknown\`.`);
			if (routes[0].path === undefined) diagnostics.add(`${name} needs a \`route\`.`);
			if (replacedBy !== undefined && !replacedBy.startsWith('pro ') && !own.has(replacedBy))
				diagnostics.add(`${name}: \`replacedBy\` names ${replacedBy}, which does not exist.`);
		}
	}
	for (const [value, resource] of Object.entries(resources)) {
		checkKeys('classic', value, resource, diagnostics);
		const { fields: order = [], operations = {}, of } = resource;
		if (of !== undefined && !(of in resources)) diagnostics.add(`${value}: \`of\` names ${of}, which does not exist.`);
		for (const [operation, { path = {} }] of Object.entries(operations)) {
			const row = catalogue.resources.find((each) => each.value === value)?.operations;
			const known = row?.find((each) => each.value === operation)?.path ?? [];
			for (const name of Object.keys(path))
				if (!known.some((each) => each.name === name))
					diagnostics.add(`${value}.${operation} does not have a parameter "${name}".`);
		}
		const form = Object.entries(fields).filter(([key]) => key.startsWith(`${value}.`));
		const inForm = form.flatMap(([, each]) => each.map(({ name }) => name));
		for (const name of order)
			if (!inForm.some((each) => each === name || each.startsWith(`${name}.`)))
				diagnostics.add(`${value}: \`fields\` lists ${name}, but no form has this field.`);
	}
}
