import { lists } from '../../../shared/catalogue/lists';
import { idLocator, options } from '../../../shared/description/fields';
import { locateId } from '../../../shared/execute/locate';
import { remove } from '../../../shared/execute/request';
import type { Operation } from '../../../shared/execute/types';
import { path } from '../../../shared/transport/path';
import { explainInUse } from './conflicts';

export const deleteRole: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete an API role',
	description: 'Delete a role that no API client has',
	properties: [idLocator(lists.apiRole), options()],
	async run(jamf, item) {
		const id = await locateId(jamf, lists.apiRole, item.locator('id'));
		try {
			await jamf.send(remove(path`/v1/api-roles/${id}`));
		} catch (error) {
			throw await explainInUse(jamf, error, id);
		}
		return [{ json: { deleted: true, id } }];
	},
};
