import type { ListRow } from '../catalogue/types';
import type { ItemParameters } from './itemParameters';
import { InputError } from '../transport/errors/errors';
import type { Query } from '../transport/path';
import { type Condition, toRsql } from './rsql';

/** The sections, sort and filter of a list from its form. `fields` are those that the output keeps. */
export function buildListQuery(list: ListRow, item: ItemParameters, fields?: readonly string[]): Query {
	const filter = list.filter === undefined ? '' : readFilter(item);
	if (list.filterRequired === true && filter === '') {
		throw new InputError(
			'This list needs a filter.',
			'Add a condition under Filter: Jamf does not return this list without one.',
		);
	}
	const sort = readSort(list, item);
	return [
		...readSections(list, item, fields).map((section) => ['section', section] as const),
		...(sort === '' ? [] : [['sort', sort] as const]),
		...(filter === '' ? [] : [['filter', filter] as const]),
	];
}

function readFilter(item: ItemParameters): string {
	const by = item.string('filterBy');
	if (by === 'rsql') return item.string('rsql');
	const conditions = item.collection('filter', 'conditions').map(({ field, operator, value }): Condition => {
		return { field: toName(field), operator: toName(operator), value };
	});
	return toRsql(conditions, by === 'or' ? 'or' : 'and', item.timezone());
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

/** Anything but text becomes an empty name, which is rejected. */
function toName(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

/** The chosen sections, else those that contain the output fields; with none, the server uses its default (jamf-behavior 3.5). */
function readSections({ sections = [] }: ListRow, item: ItemParameters, fields?: readonly string[]): string[] {
	if (sections.length === 0) return [];
	const chosen = item.strings('sections');
	return chosen.length > 0 ? chosen : findSectionsFor(sections, fields);
}

/** The sections that contain these fields. */
export function findSectionsFor(sections: ReadonlyArray<string | number>, fields: readonly string[] = []): string[] {
	return sections.map(String).filter((section) => fields.some((field) => toSectionName(field) === section));
}

/** `operatingSystem.version` is in the section `OPERATING_SYSTEM`. */
function toSectionName(field: string): string {
	const [first = ''] = field.split('.');
	return first.replace(/[A-Z]/g, '_$&').toUpperCase();
}
