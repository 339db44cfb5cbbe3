import type { ListRow } from '../catalogue/types';
import { findAttributeName, hasAttributes } from './extensionAttributes';
import type { ItemParameters } from './itemParameters';
import { InputError } from '../transport/errors/errors';
import type { Query } from '../transport/path';
import { type ListFilter, type RowFilter, splitFilter } from './listFilter';
import { type Condition, readClauses } from './rsql';

/** The query for a list, and the filter that the node applies to its rows. */
interface ListQuery {
	query: Query;
	rowFilter?: RowFilter | undefined;
}

/** Builds the sections, sort and filter of a list from its form. `fields` are the fields to keep in the output. */
export function buildListQuery(list: ListRow, item: ItemParameters, fields?: readonly string[]): ListQuery {
	const { rsql, rows }: ListFilter = list.filter === undefined ? { rsql: '' } : readFilter(item);
	if (list.filterRequired === true && rsql === '') {
		throw new InputError(
			'This list needs a filter.',
			rows === undefined
				? 'Add a condition: Jamf does not return this list without one.'
				: 'Add another condition: Jamf cannot exclude values that contain *, and does not return this list without a filter.',
		);
	}
	const sort = readSort(list, item);
	const query: Query = [
		...readSections(list, item, fields, rows?.fields).map((section) => ['section', section] as const),
		...(sort === '' ? [] : [['sort', sort] as const]),
		...(rsql === '' ? [] : [['filter', rsql] as const]),
	];
	return { query, rowFilter: rows };
}

function readFilter(item: ItemParameters): ListFilter {
	// n8n hides the conditions of a mode that it does not know: the list would be returned without a filter.
	if (readChoice(item, 'filterBy', ['manual', 'rsql'], 'Filter') === 'rsql') return { rsql: readRsql(item) };
	const matchType = readChoice(item, 'matchType', ['all', 'any'], 'Must Match');
	const conditions = item.collection('filter', 'conditions').map(({ field, operator, value }): Condition => {
		return { field: toName(field), operator: toName(operator), value };
	});
	return splitFilter(readClauses(conditions, item.timezone()), matchType === 'any' ? 'or' : 'and');
}

/** Filters that come from an expression must not be empty. A model may leave out the filter: it gets a limited number of rows. */
function readRsql(item: ItemParameters): string {
	const rsql = item.string('rsql');
	if (rsql.trim() !== '' || item.mode.isTool || !item.isExpression('rsql')) return rsql;
	throw new InputError(
		'The RSQL filter has no value, so every row would be returned.',
		'Nothing was sent. Check its expression. To read everything, clear the field.',
	);
}

function readChoice(item: ItemParameters, name: string, choices: readonly string[], label: string): string {
	const choice = item.string(name);
	if (choices.includes(choice)) return choice;
	throw new InputError(
		`"${choice.slice(0, 60)}" is not a valid choice for ${label}.`,
		`Nothing was sent. Use one of ${choices.join(', ')}.`,
	);
}

/** Rows that compare equal may swap places between pages, so the unique field is always the last criterion (jamf-behavior 3.3). */
function readSort({ unique, key = [], sort = [] }: ListRow, item: ItemParameters): string {
	const fields = item
		.collection('sort', 'fields')
		.map((entry) => ({ field: toName(entry.field), direction: entry.direction }));
	const criteria = fields.map(({ field, direction }) => {
		if (!/^[\w.-]+$/.test(field)) {
			throw new InputError(
				'A field to sort by is empty or not a valid name.',
				'Select it from the list, or remove it.',
			);
		}
		return `${field}:${direction === 'desc' ? 'desc' : 'asc'}`;
	});
	const tieBreakers = unique === undefined ? [] : new Set([unique, ...key.filter((field) => sort.includes(field))]);
	for (const each of tieBreakers) if (!fields.some(({ field }) => field === each)) criteria.push(`${each}:asc`);
	return criteria.join(',');
}

/** Anything other than text becomes an empty name, which is rejected. */
function toName(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

/**
 * The selected sections, or else those that contain the output fields. Without any, the server uses its default (jamf-behavior 3.5).
 * Sections with fields that the node filters by are added.
 */
function readSections(
	{ sections = [], heavy = [] }: ListRow,
	item: ItemParameters,
	fields?: readonly string[],
	compared: readonly string[] = [],
): string[] {
	if (sections.length === 0) return [];
	const chosen = item.strings('sections');
	const read = chosen.length > 0 ? chosen : findSectionsFor(sections, fields);
	if (compared.length === 0) return read;
	// A field name without a section can be in any section.
	const isPlaced = (field: string) => field.includes('.') || field === 'id' || field === 'udid';
	const added = compared.every(isPlaced)
		? findSectionsFor(sections, compared)
		: sections.filter((section) => !heavy.includes(section));
	const initial = read.length > 0 ? read : sections.slice(0, 1);
	return [...new Set([...initial, ...added])];
}

/** The sections that contain these fields. */
export function findSectionsFor(sections: ReadonlyArray<string | number>, fields: readonly string[] = []): string[] {
	const isIn = (section: string) => (field: string) =>
		findAttributeName(field) === undefined ? toSectionName(field) === section : hasAttributes(section);
	return sections.map(String).filter((section) => fields.some(isIn(section)));
}

/** `operatingSystem.version` is in the section `OPERATING_SYSTEM`. */
function toSectionName(field: string): string {
	const [first = ''] = field.split('.');
	return first.replace(/[A-Z]/g, '_$&').toUpperCase();
}
