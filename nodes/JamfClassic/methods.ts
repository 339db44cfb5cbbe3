import { createResourceMappingMethods } from '../shared/description/methods/bodyFields';
import { createLoadOptionsMethods } from '../shared/description/methods/fieldOptions';
import { createSearchMethods } from '../shared/description/methods/listSearch';
import { createObjectListMethods } from '../shared/description/methods/referenceLists';
import { dialect } from './dialect';
import { TARGETS } from './operations/scope/targets';
import { staticGroupSearches } from './operations/staticGroups/groupTypes';

// What the editor loads from the server.

export const listSearch = createSearchMethods(dialect, staticGroupSearches);

export const loadOptions = {
	...createLoadOptionsMethods(dialect),
	...createObjectListMethods(
		dialect,
		Object.values(TARGETS).flatMap(({ resource }) => resource ?? []),
	),
};

export const resourceMapping = createResourceMappingMethods(dialect);
