import { findListable } from '../catalogue/find';
import type { ParameterRow } from '../catalogue/types';
import type { Dialect } from './dialect';
import { resolveField } from './resolveField';
import { resolveId, createLookupSource } from './resolveId';
import type { JamfClient } from '../transport/client';
import { InputError } from '../transport/errors/errors';
import type { ItemParameters } from '../parameters/itemParameters';

/** Resolves the path parameters in path order. Looks up names. */
export async function resolvePathParameters(
	jamf: JamfClient,
	dialect: Dialect,
	parameters: readonly ParameterRow[],
	item: ItemParameters,
): Promise<string[]> {
	return await Promise.all(
		parameters.map(async ({ name, as = name, label, of, field }) => {
			const listable = of === undefined ? undefined : findListable(dialect.catalogue, of);
			if (listable !== undefined) {
				const objects = createLookupSource(dialect, listable);
				if (field !== undefined) return await resolveField(jamf, objects, field, item.locator(as));
				return await resolveId(jamf, objects, item.locator(as));
			}
			const { value } = item.locator(as);
			if (value === '') throw new InputError(`${label} is empty.`, `Enter the ${label} of the object.`);
			return value;
		}),
	);
}
