import {
	apiRequestForm,
	listApiRequestRequirements,
	type Operation,
	ResponseError,
	sendApiRequest,
} from '../../../shared/operations/kit';
import { readDocument, readLosslessJson } from '../../xml/parseResponse';
import { explainRetired } from '../../explainRetired';
import { bodyFields, readContent } from './body';

export const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send a request to the Classic API',
	description: 'Call any path of the Classic API; responses are JSON, bodies are sent as XML',
	danger: 'any',
	properties: apiRequestForm('/computers/id/1', bodyFields, []),
	// Depends on the path: most objects have these.
	output: { id: 'number', name: 'string' },
	requires: (item) => listApiRequestRequirements(item, 'classic'),
	async run(jamf, item) {
		// jamf-behavior 5.1: writes return XML even if JSON was requested.
		const read = item.string('method') === 'GET' ? readLosslessJson : readDocument;
		return await sendApiRequest(jamf, item, 'classic', readContent, read).catch((error: unknown) => {
			throw error instanceof ResponseError ? explainRetired(error) : error;
		});
	},
};
