import type { Resource } from '../../../shared/description/operation';
import { send } from './send';

export const mdmCommand: Resource = { value: 'mdmCommand', name: 'MDM Command', operations: [send] };
