import { pro, proFields } from '../shared/catalogue/lookup';
import type { Dialect } from '../shared/execute/types';
import { readJson } from '../shared/transport/body';

/** The Jamf Pro API: JSON both ways. */
export const dialect: Dialect = {
	api: 'pro',
	catalogue: pro,
	fields: proFields,
	write: (value, { body }) => ({
		headers: { 'content-type': body?.contentType ?? 'application/json' },
		body: JSON.stringify(value),
	}),
	reader: () => ({ read: readJson }),
};
