import { filterAndSort, options, returnAllOrLimit } from '../../../shared/description/fields';
import { toItems } from '../../../shared/execute/read';
import { listRequest, readList } from '../../../shared/execute/readList';
import type { Operation } from '../../../shared/execute/types';
import { path } from '../../../shared/transport/path';

export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many API roles',
	description: 'Get a list of roles with their privileges',
	properties: [...returnAllOrLimit, filterAndSort('displayName=="Inventory*"'), options()],
	async run(jamf, item) {
		return toItems(await readList(jamf, listRequest(item, path`/v1/api-roles`)));
	},
};
