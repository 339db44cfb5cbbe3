import type { Resource } from '../../../shared/operations/kit';
import { getStatus } from './getStatus';
import { send } from './send';

export const mdmCommand: Resource = { value: 'mdmCommand', name: 'MDM Command', operations: [getStatus, send] };
