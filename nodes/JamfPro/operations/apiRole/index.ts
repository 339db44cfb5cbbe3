import type { Resource } from '../../../shared/operations/kit';
import { audit } from './audit';
import { create } from './create';
import { createOrUpdate } from './createOrUpdate';
import { deleteRole } from './delete';
import { getRequiredPrivileges } from './getRequiredPrivileges';
import { update } from './update';

export const apiRole: Resource = {
	value: 'apiRole',
	name: 'API Role',
	operations: [audit, create, createOrUpdate, deleteRole, getRequiredPrivileges, update],
};
