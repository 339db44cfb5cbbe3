import type { Resource } from '../../../shared/operations/kit';
import { send } from './send';

export const mdmCommand: Resource = { value: 'mdmCommand', name: 'MDM Command', operations: [send] };
