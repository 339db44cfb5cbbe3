import proRows from './generated/pro.json';
import type { Catalogue, Fields } from './types';

/** The rows of the Jamf Pro API. */
export const pro = proRows as unknown as Catalogue;

let fields: Fields | undefined;

/** The body fields of the Jamf Pro API; read when a form is opened, not when n8n loads the package. */
export function proFields(): Fields {
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would be read at start-up
	fields ??= require('./generated/proFields.json') as Fields;
	return fields;
}
