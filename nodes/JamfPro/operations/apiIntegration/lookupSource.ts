import { objectPicker, pro } from '../../../shared/operations/kit';
import { findLookupSource } from '../../lookupSources';

export const objects = findLookupSource('apiIntegration');

export const idPicker = objectPicker(pro, {
	name: 'id',
	label: objects.resource.name,
	type: 'string',
	of: 'apiIntegration',
});
