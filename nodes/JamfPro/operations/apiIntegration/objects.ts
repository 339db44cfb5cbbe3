import { objectPicker } from '../../../shared/properties/locator';
import { pro } from '../../../shared/catalogue/lookup';
import { objectsOf } from '../../objects';

export const objects = objectsOf('apiIntegration');

export const idPicker = objectPicker(pro, {
	name: 'id',
	label: objects.resource.name,
	type: 'string',
	of: 'apiIntegration',
});
