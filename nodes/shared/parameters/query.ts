import type { OperationRow, ParameterRow } from '../catalogue/types';
import { normalizeDate } from './dates';
import { findSectionsFor } from './listQuery';
import { InputError } from '../transport/errors/errors';
import type { Query } from '../transport/path';
import type { ItemParameters } from './itemParameters';

/**
 * Query parameters of a row: the required ones stand in the form, the others among the options. What is empty is not sent, but
 * where no section is chosen those are asked for that hold the `fields` of the output.
 */
export function readQuery(
	parameters: readonly ParameterRow[],
	item: ItemParameters,
	fields?: readonly string[],
): Query {
	return parameters.flatMap((parameter) => {
		const { name, as = name, type, required, label } = parameter;
		const stored = required === true || type === 'multiOptions' ? as : `options.${as}`;
		const given = valuesOf(parameter, stored, item);
		const values = given.length === 0 && name === 'section' ? findSectionsFor(parameter.options ?? [], fields) : given;
		if (required === true && values.length === 0)
			throw new InputError(`${label} is empty.`, `Give a value for ${label}.`);
		return values.map((value) => [name, value] as const);
	});
}

/**
 * The end of a Classic path that asks for parts of an object, empty for all; the & between names stands as it is (jamf-behavior 5.5).
 *
 * @throws InputError for a part that there is not
 */
export function readSubsets({ subsets = [] }: OperationRow, item: ItemParameters): string {
	const chosen = subsets.length === 0 ? [] : item.strings('subsets');
	const unknown = chosen.find((name) => !subsets.includes(name));
	if (unknown !== undefined) {
		throw new InputError(`There is no subset "${unknown.slice(0, 60)}".`, `Use some of ${subsets.join(', ')}.`);
	}
	return chosen.length === 0 ? '' : `/subset/${chosen.join('&')}`;
}

function valuesOf({ type }: ParameterRow, stored: string, item: ItemParameters): string[] {
	if (!item.isGiven(stored)) return [];
	switch (type) {
		case 'boolean':
			return [String(item.boolean(stored))];
		case 'number':
			return [String(item.number(stored))];
		case 'multiOptions':
		case 'strings':
			return item.strings(stored);
		case 'dateTime':
			return [normalizeDate(item.string(stored), item.timezone())];
		default:
			return [item.string(stored)];
	}
}
