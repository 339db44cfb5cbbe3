import { createHash } from 'node:crypto';
import { buildListQuery, findSectionsFor } from '../../parameters/listQuery';
import type { ItemParameters } from '../../parameters/itemParameters';
import { type OutputFields, readOutputFields } from '../../parameters/outputFields';
import { InputError } from '../../transport/errors/errors';
import type { Source } from './source';

/** What to read of an inventory and what to emit of it. */
export interface ChangeSettings {
	emit: ReadonlySet<string>;
	sections: string[];
	/** RSQL, or empty text for all devices. */
	filter: string;
	/** The fields to keep in the output; all without it. */
	fields?: OutputFields | undefined;
	everyHours: number;
	remembersContent: boolean;
	/** A digest of what is read and emitted of a device. */
	scope: string;
	acceptsMany: boolean;
	includesCheckIns: boolean;
}

export const DEFAULT_HOURS = 24;

/** @throws InputError that names the parameter if one is not valid */
export function readChangeSettings({ row, list, objects }: Source, item: ItemParameters): ChangeSettings {
	const emit = new Set(item.strings('emit'));
	if (emit.size === 0)
		throw new InputError('Nothing is selected under Changes to Output.', 'Select at least one kind of change.');
	const fields = readOutputFields(row, item);
	const { query, rowFilter } = buildListQuery(list, item, fields && [...fields.keys()]);
	if (rowFilter !== undefined) {
		throw new InputError(
			'A value of the filter contains *, which Jamf cannot match literally.',
			'Use the operator Matches, in which * is a wildcard, or remove the *.',
		);
	}
	const named = [objects.titleField, objects.detailField ?? objects.titleField];
	const chosen = query.flatMap(([name, value]) => (name === 'section' ? [value] : []));
	const sections = [...new Set([...chosen, ...findSectionsFor(list.sections ?? [], named)])];
	return {
		emit,
		fields,
		sections,
		filter: query.find(([name]) => name === 'filter')?.[1] ?? '',
		everyHours: readHours(item),
		remembersContent: item.boolean('options.rememberContent'),
		scope: digest(fields, sections),
		acceptsMany: item.boolean('options.allowManyRemovals'),
		includesCheckIns: item.boolean('options.includeCheckIns'),
	};
}

function digest(fields: OutputFields | undefined, sections: readonly string[]): string {
	const text = JSON.stringify([fields === undefined ? 'raw' : [...fields], [...sections].sort()]);
	return createHash('sha256').update(text).digest('base64').slice(0, 4);
}

function readHours(item: ItemParameters): number {
	if (!item.isGiven('options.fullComparisonHours')) return DEFAULT_HOURS;
	const hours = item.number('options.fullComparisonHours');
	if (hours >= 0) return hours;
	throw new InputError(
		'Full Comparison Every (Hours) is negative.',
		'Enter 0 to compare in every execution, or a number of hours.',
	);
}
