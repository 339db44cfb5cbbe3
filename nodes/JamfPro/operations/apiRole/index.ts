import { lists } from '../../../shared/catalogue/lists';
import type { Resource } from '../../../shared/execute/types';
import { deleteOne, getMany, getOne } from '../standard';
import { explainInUse } from './conflicts';
import { create } from './create';
import { update } from './update';

export const apiRole: Resource = {
	value: 'apiRole',
	name: 'API Role',
	operations: [
		create,
		deleteOne(lists.apiRole, 'Delete a role that no API client has', explainInUse),
		getOne(lists.apiRole, 'Get one role with its privileges'),
		getMany(lists.apiRole, 'Get a list of roles with their privileges', 'displayName=="Inventory*"'),
		update,
	],
};
