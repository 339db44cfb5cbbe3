import { pro, proFields } from '../shared/catalogue/lookup';
import type { Dialect } from '../shared/calls/dialect';
import { readJson } from '../shared/transport/http/responseBody';
import { jsonContent } from './jsonBody';

/** The Jamf Pro API: JSON both ways. */
export const dialect: Dialect = {
	api: 'pro',
	catalogue: pro,
	fields: proFields,
	encodeBody: (value, { body }) => jsonContent(value, body?.contentType),
	decoderFor: () => ({ read: readJson }),
};
