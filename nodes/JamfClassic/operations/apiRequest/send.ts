import { apiRequestForm } from '../../../shared/operations/apiRequest/form';
import { sendApiRequest } from '../../../shared/operations/apiRequest/send';
import type { Operation } from '../../../shared/description/operation';
import { ResponseError } from '../../../shared/transport/errors/errors';
import { readExactJson } from '../../xml/answer';
import { explainRetired } from '../../retired';
import { bodyFields, readContent } from './body';

export const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send a request to the Classic API',
	description: 'Call any path of the Classic API; reads are JSON, writes become XML',
	properties: apiRequestForm('/computers/id/1', bodyFields, []),
	async run(jamf, item) {
		return await sendApiRequest(jamf, item, 'classic', readContent, readExactJson).catch((error: unknown) => {
			throw error instanceof ResponseError ? explainRetired(error) : error;
		});
	},
};
