import {
	apiRequestForm,
	listApiRequestRequirements,
	type Operation,
	returnAllOrLimit,
	sendApiRequest,
} from '../../../shared/operations/kit';
import { bodyFields, readContent } from './body';

export const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send a request to the Jamf Pro API',
	description: 'Call any path of the Jamf Pro API; lists with a totalCount are paginated automatically',
	danger: 'any',
	properties: apiRequestForm('/v1/buildings', bodyFields, returnAllOrLimit),
	// Depends on the path: most objects have these.
	output: { id: 'string', name: 'string' },
	requires: (item) => listApiRequestRequirements(item, 'pro'),
	async run(jamf, item) {
		return await sendApiRequest(jamf, item, 'pro', readContent);
	},
};
