import { apiRequestForm, type Operation, returnAllOrLimit, sendApiRequest } from '../../../shared/operations/kit';
import { bodyFields, readContent } from './body';

export const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send a request to the Jamf Pro API',
	description: 'Call any path of the Jamf Pro API; lists with a totalCount are paginated automatically',
	danger: 'depends',
	properties: apiRequestForm('/v1/buildings', bodyFields, returnAllOrLimit),
	// Depends on the path: most objects have these.
	output: { id: 'string', name: 'string' },
	async run(jamf, item) {
		return await sendApiRequest(jamf, item, 'pro', readContent);
	},
};
