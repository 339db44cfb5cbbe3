import type { ParameterRow } from '../../nodes/shared/catalogue/types';
import { camelCase, titleCase } from '../titleCase';
import { omitEmpty } from '../traits';
import type { ClassicOperationOverlay, ClassicOverlay, ClassicResourceOverlay } from './overlay';
import { describeObjects } from './standardOperations';

/** Typed fields for the parameters of a path; an ID of a known object becomes a resource locator. */
export function buildPathParameters(
	path: string,
	owner: string,
	{ of }: ClassicResourceOverlay,
	{ resources, parameters, words }: ClassicOverlay,
	curated: ClassicOperationOverlay,
): ParameterRow[] {
	return [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => {
		const target = of ?? owner;
		const objects = name === 'id' ? resources[target] : undefined;
		const known = objects !== undefined && describeObjects(objects) !== undefined;
		const as = camelCase(name);
		return omitEmpty<ParameterRow>({
			name,
			as: as === name ? undefined : as,
			label: known ? objects.name : titleCase(words, name),
			type: 'string',
			of: known ? target : undefined,
			...parameters[name],
			...curated.path?.[name],
		});
	});
}
