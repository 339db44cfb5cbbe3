import type { Requirement } from '../../errors/requiredPrivileges';
import { rowRequest } from '../requirements/rowRequest';
import type { Source } from './source';

/** The requests that read the changes of an inventory. */
export function listInventoryRequirements({ dialect: { api }, resource, row, get }: Source): Requirement[] {
	return [
		{ request: rowRequest(api, row), why: `reads ${resource.plural}` },
		{ request: rowRequest(api, get), why: `confirms that a ${resource.noun} was removed` },
	];
}
