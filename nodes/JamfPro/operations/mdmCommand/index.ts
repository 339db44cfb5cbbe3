import type { Resource } from '../../../shared/execute/types';
import { send } from './send';

export const mdmCommand: Resource = { value: 'mdmCommand', name: 'MDM Command', operations: [send] };
