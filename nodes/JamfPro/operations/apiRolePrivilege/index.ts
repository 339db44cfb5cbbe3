import type { Resource } from '../../../shared/operations/kit';
import { getAll } from './getAll';
import { search } from './search';

export const apiRolePrivilege: Resource = {
	value: 'apiRolePrivilege',
	name: 'API Role Privilege',
	operations: [getAll, search],
};
