import { type Operation, resolveId } from '../../../shared/operations/kit';
import { createOperation } from '../../rowOperation';
import { explainInUse } from './conflicts';
import { objects } from './lookupSource';

const row = createOperation('apiRole', 'delete');

/** The row, with an error that names the API clients that use the role. */
export const deleteRole: Operation = {
	...row,
	async run(jamf, item) {
		try {
			return await row.run(jamf, item);
		} catch (error) {
			throw await explainInUse(jamf, error, async () => await resolveId(jamf, objects, item.locator('id')));
		}
	},
};
