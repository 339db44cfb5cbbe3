import { apiRequestForm } from '../../../shared/operations/apiRequest/form';
import { sendApiRequest } from '../../../shared/operations/apiRequest/send';
import type { Operation } from '../../../shared/description/operation';
import { ResponseError } from '../../../shared/transport/errors/errors';
import { readLosslessJson } from '../../xml/parseResponse';
import { explainRetired } from '../../explainRetired';
import { bodyFields, readContent } from './body';

export const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send a request to the Classic API',
	description: 'Call any path of the Classic API; reads are JSON, writes become XML',
	properties: apiRequestForm('/computers/id/1', bodyFields, []),
	async run(jamf, item) {
		return await sendApiRequest(jamf, item, 'classic', readContent, readLosslessJson).catch((error: unknown) => {
			throw error instanceof ResponseError ? explainRetired(error) : error;
		});
	},
};
