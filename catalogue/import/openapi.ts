/** Rules for OpenAPI 3: the Jamf Pro API, and documents of the same form. */

import { drop, keep, extractList, extractMap, extractObject, type Rule } from './rules';
import { content, extractPathItem, parameter, PROSE, schema, sharedParameter } from './schema';

const headers = extractMap(
	extractObject('a header', () => ({ ...PROSE, schema, required: keep, style: drop, explode: drop })),
);

const response = extractObject('a response', () => ({ ...PROSE, $ref: keep, headers, content }));

const operation = extractObject('an operation', () => ({
	...PROSE,
	operationId: keep,
	tags: keep,
	deprecated: keep,
	security: keep,
	'x-action': keep,
	'x-authentication-required': keep,
	'x-deprecation-date': keep,
	'x-rate-limit': keep,
	'x-required-privileges': keep,
	parameters: extractList(parameter),
	requestBody: extractObject('a request body', () => ({ ...PROSE, $ref: keep, required: keep, content })),
	responses: extractMap(response),
}));

const pathItem = extractPathItem(operation);

export const openApi: Rule = extractObject('the document', () => ({
	...PROSE,
	openapi: keep,
	info: extractObject('info', () => ({ ...PROSE, version: keep, termsOfService: drop, contact: drop, license: drop })),
	servers: drop,
	tags: drop,
	security: keep,
	paths: extractMap(pathItem),
	components: extractObject('components', () => ({
		parameters: extractMap(sharedParameter),
		schemas: extractMap(schema),
		responses: extractMap(response),
		securitySchemes: drop,
	})),
}));
