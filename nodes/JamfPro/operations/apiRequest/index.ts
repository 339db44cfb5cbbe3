import type { Resource } from '../../../shared/description/operation';
import { send } from './send';

export const apiRequest: Resource = { value: 'apiRequest', name: 'API Request', operations: [send] };
