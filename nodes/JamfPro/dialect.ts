import { pro, proFields } from '../shared/catalogue/lookup';
import type { Dialect } from '../shared/calls/dialect';
import { readJson } from '../shared/transport/http/responseBody';
import { encodeJson } from './jsonBody';

/** The Jamf Pro API, which sends and accepts JSON. */
export const dialect: Dialect = {
	api: 'pro',
	catalogue: pro,
	fields: proFields,
	encodeBody: (value, { body }) => encodeJson(value, body?.contentType),
	decoderFor: () => ({ read: readJson }),
};
