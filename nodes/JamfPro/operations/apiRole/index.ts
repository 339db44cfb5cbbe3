import type { Resource } from '../../../shared/operations/kit';
import { create } from './create';
import { deleteRole } from './delete';
import { update } from './update';

export const apiRole: Resource = { value: 'apiRole', name: 'API Role', operations: [create, deleteRole, update] };
