import { rowOperation } from '../../rowOperation';
import type { Operation } from '../../../shared/description/operation';
import { locateId } from '../../../shared/calls/resolveId';
import { explainInUse } from './conflicts';
import { objects } from './objects';

const row = rowOperation('apiRole', 'delete');

/** The row, with the API clients named that keep a role from being deleted. */
export const deleteRole: Operation = {
	...row,
	async run(jamf, item) {
		try {
			return await row.run(jamf, item);
		} catch (error) {
			throw await explainInUse(jamf, error, async () => await locateId(jamf, objects, item.locator('id')));
		}
	},
};
