import { createResourceMappingMethods } from '../shared/description/methods/bodyFields';
import { createLoadOptionsMethods } from '../shared/description/methods/fieldOptions';
import { createSearchMethods } from '../shared/description/methods/listSearch';
import { createObjectListMethods } from '../shared/description/methods/referenceLists';
import { dialect } from './dialect';
import { getApiRoles, getAppInstallerVersions, getOperations, getPrivileges } from './loadOptions';

// What the editor loads from the server.

export const listSearch = createSearchMethods(dialect);

export const loadOptions = {
	getApiRoles,
	getAppInstallerVersions,
	getOperations,
	getPrivileges,
	...createLoadOptionsMethods(dialect),
	...createObjectListMethods(dialect, ['computer', 'mobileDevice']),
};

export const resourceMapping = createResourceMappingMethods(dialect);
