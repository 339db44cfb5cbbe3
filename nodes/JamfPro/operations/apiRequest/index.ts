import type { Resource } from '../../../shared/operations/kit';
import { send } from './send';

export const apiRequest: Resource = { value: 'apiRequest', name: 'API Request', operations: [send] };
