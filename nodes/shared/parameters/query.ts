import type { OperationRow, ParameterRow } from '../catalogue/types';
import { normalizeDate } from './dates';
import { findSectionsFor } from './listQuery';
import { InputError } from '../transport/errors/errors';
import type { Query } from '../transport/path';
import type { ItemParameters } from './itemParameters';

/**
 * The query parameters of a row: required ones from the form, others from the options. Empty ones are omitted. If no section is selected,
 * the sections that contain the output `fields` are requested.
 */
export function readQuery(
	parameters: readonly ParameterRow[],
	item: ItemParameters,
	fields?: readonly string[],
): Query {
	return parameters.flatMap((parameter) => {
		const { name, as = name, type, required, label } = parameter;
		const parameterName = required === true || type === 'multiOptions' ? as : `options.${as}`;
		const given = readValues(parameter, parameterName, item);
		const values = given.length === 0 && name === 'section' ? findSectionsFor(parameter.options ?? [], fields) : given;
		if (required === true && values.length === 0)
			throw new InputError(`${label} is empty.`, `Enter a value for ${label}.`);
		return values.map((value) => [name, value] as const);
	});
}

/**
 * The suffix of a Classic path for the selected subsets, or empty text for the whole object. The & between names is not encoded
 * (jamf-behavior 5.5).
 *
 * @throws InputError for an unknown subset
 */
export function readSubsets({ subsets = [] }: OperationRow, item: ItemParameters): string {
	const chosen = subsets.length === 0 ? [] : item.strings('subsets');
	const unknown = chosen.find((name) => !subsets.includes(name));
	if (unknown !== undefined) {
		throw new InputError(`There is no subset "${unknown.slice(0, 60)}".`, `Use one or more of ${subsets.join(', ')}.`);
	}
	return chosen.length === 0 ? '' : `/subset/${chosen.join('&')}`;
}

function readValues({ type }: ParameterRow, parameterName: string, item: ItemParameters): string[] {
	if (!item.isGiven(parameterName)) return [];
	switch (type) {
		case 'boolean':
			return [String(item.boolean(parameterName))];
		case 'number':
			return [String(item.number(parameterName))];
		case 'multiOptions':
		case 'strings':
			return item.strings(parameterName);
		case 'dateTime':
			return [normalizeDate(item.string(parameterName), item.timezone())];
		default:
			return [item.string(parameterName)];
	}
}
