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
	action: 'Get an API client',
	description: 'Get one client with its roles; never its secret',
	properties: [idLocator(lists.apiIntegration), options()],
	async run(jamf, item) {
		const id = await locateId(jamf, lists.apiIntegration, item.locator('id'));
		return toItems((await jamf.send(read(path`/v1/api-integrations/${id}`))).body);
	},
};
