import { createRequire } from 'node:module';
import { pro, proFields, proListLabels } from '../shared/catalogue/lookup';
import type { Dialect } from '../shared/calls/dialect';
import { readJson } from '../shared/transport/http/responseBody';
import { encodeJson } from './jsonBody';

/** Loads the other node when it is first needed. */
const load = createRequire(__filename);

/** The Jamf Pro API, which sends and accepts JSON. */
export const dialect: Dialect = {
	api: 'pro',
	catalogue: pro,
	fields: proFields,
	listLabels: proListLabels,
	classic: () => (load('../JamfClassic/dialect') as { dialect: Dialect }).dialect,
	encodeBody: (value, { body }) => encodeJson(value, body?.contentType),
	decoderFor: () => ({ read: readJson }),
};
