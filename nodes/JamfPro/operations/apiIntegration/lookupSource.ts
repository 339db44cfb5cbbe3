import { objectPicker } from '../../../shared/description/fields/locator';
import { pro } from '../../../shared/catalogue/lookup';
import { findLookupSource } from '../../lookupSources';

export const objects = findLookupSource('apiIntegration');

export const idPicker = objectPicker(pro, {
	name: 'id',
	label: objects.resource.name,
	type: 'string',
	of: 'apiIntegration',
});
