import { objectPicker, pro } from '../../../shared/operations/kit';
import { findLookupSource } from '../../lookupSources';

export const objects = findLookupSource('apiRole');

export const idPicker = objectPicker(pro, { name: 'id', label: objects.resource.name, type: 'string', of: 'apiRole' });
