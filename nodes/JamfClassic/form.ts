import { describe } from '../shared/description/describe';
import { listNeeds } from '../shared/operations/requirements/listNeeds';
import { loadOptions } from './methods';
import { resources } from './resources';

// `npm run build` replaces this module with its values, so that n8n does not compute them at every start.

/** What is used most. In the nodes panel, the actions of a community node follow the order of the resources and cannot be searched. */
const FIRST = [
	'computer',
	'computerGroup',
	'policy',
	'macosConfigurationProfile',
	'mobileDevice',
	'mobileDeviceGroup',
	'mobileDeviceConfigurationProfile',
];

/** The form of the node. */
export const properties = describe(resources, listNeeds, FIRST);

/** The names of the methods that load choices. */
export const loadOptionsMethods = Object.keys(loadOptions);
