import { lists } from '../../../shared/catalogue/lists';
import { idLocator, options } from '../../../shared/description/fields';
import { locateId } from '../../../shared/execute/locate';
import { toItems } from '../../../shared/execute/read';
import { get as read } from '../../../shared/execute/request';
import type { Operation } from '../../../shared/execute/types';
import { path } from '../../../shared/transport/path';

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get an API role',
	description: 'Get one role with its privileges',
	properties: [idLocator(lists.apiRole), options()],
	async run(jamf, item) {
		const id = await locateId(jamf, lists.apiRole, item.locator('id'));
		return toItems((await jamf.send(read(path`/v1/api-roles/${id}`))).body);
	},
};
