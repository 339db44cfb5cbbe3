import { filterAndSort, idLocator, options, returnAllOrLimit } from '../../shared/description/fields';
import { locateId, objectPath } from '../../shared/execute/locate';
import { toItems } from '../../shared/execute/read';
import { listRequest, readList } from '../../shared/execute/readList';
import { get, remove } from '../../shared/execute/request';
import type { Operation } from '../../shared/execute/types';
import type { List } from '../../shared/catalogue/types';
import type { JamfClient } from '../../shared/transport/client';

/** Get: one object of a list. */
export function getOne(list: List, description: string): Operation {
	return {
		value: 'get',
		name: 'Get',
		action: `Get an ${list.noun}`,
		description,
		properties: [idLocator(list), options()],
		async run(jamf, item) {
			const id = await locateId(jamf, list, item.locator('id'));
			return toItems((await jamf.send(get(objectPath(list, id)))).body);
		},
	};
}

/** Get Many: the rows of a list. */
export function getMany(list: List, description: string, exampleFilter: string): Operation {
	return {
		value: 'getAll',
		name: 'Get Many',
		action: `Get many ${list.noun}s`,
		description,
		properties: [...returnAllOrLimit, filterAndSort(exampleFilter), options()],
		async run(jamf, item) {
			return toItems(await readList(jamf, listRequest(item, list)));
		},
	};
}

/** Tells what a refusal means for the object with this ID. */
type Explain = (jamf: JamfClient, error: unknown, id: string) => Promise<unknown>;

/** Delete: one object of a list. */
export function deleteOne(list: List, description: string, explain: Explain = async (_, error) => error): Operation {
	return {
		value: 'delete',
		name: 'Delete',
		action: `Delete an ${list.noun}`,
		description,
		properties: [idLocator(list), options()],
		async run(jamf, item) {
			const id = await locateId(jamf, list, item.locator('id'));
			try {
				await jamf.send(remove(objectPath(list, id)));
			} catch (error) {
				throw await explain(jamf, error, id);
			}
			return [{ json: { deleted: true, id } }];
		},
	};
}
