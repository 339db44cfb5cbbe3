import { apiRequestForm } from '../../../shared/operations/apiRequest/form';
import { returnAllOrLimit } from '../../../shared/description/fields/common';
import { sendApiRequest } from '../../../shared/operations/apiRequest/send';
import type { Operation } from '../../../shared/description/operation';
import { bodyFields, readContent } from './body';

export const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send a request to the Jamf Pro API',
	description: 'Call any path of the Jamf Pro API; lists with a totalCount are paged for you',
	properties: apiRequestForm('/v1/buildings', bodyFields, returnAllOrLimit),
	async run(jamf, item) {
		return await sendApiRequest(jamf, item, 'pro', readContent);
	},
};
