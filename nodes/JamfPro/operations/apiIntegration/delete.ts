import { lists } from '../../../shared/catalogue/lists';
import { idLocator, options } from '../../../shared/description/fields';
import { locateId } from '../../../shared/execute/locate';
import { remove } from '../../../shared/execute/request';
import type { Operation } from '../../../shared/execute/types';
import { path } from '../../../shared/transport/path';

export const deleteClient: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete an API client',
	description: 'Delete a client; tokens it has stay valid until they end',
	properties: [idLocator(lists.apiIntegration), options()],
	async run(jamf, item) {
		const id = await locateId(jamf, lists.apiIntegration, item.locator('id'));
		await jamf.send(remove(path`/v1/api-integrations/${id}`));
		return [{ json: { deleted: true, id } }];
	},
};
