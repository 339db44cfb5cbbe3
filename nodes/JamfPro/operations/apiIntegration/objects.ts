import { objectPicker } from '../../../shared/description/fields/locator';
import { pro } from '../../../shared/catalogue/lookup';
import { objectsOf } from '../../lookupSources';

export const objects = objectsOf('apiIntegration');

export const idPicker = objectPicker(pro, {
	name: 'id',
	label: objects.resource.name,
	type: 'string',
	of: 'apiIntegration',
});
