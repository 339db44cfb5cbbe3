/** The facts of an OpenAPI 3 document: of the Jamf Pro API, and of documents of the same form. */

import { drop, keep, listOf, mapOf, objectOf, type Rule } from './rules';
import { content, parameter, PROSE, schema, sharedParameter } from './schema';

const headers = mapOf(objectOf('a header', () => ({ ...PROSE, schema, required: keep, style: drop, explode: drop })));

const response = objectOf('a response', () => ({ ...PROSE, $ref: keep, headers, content }));

const operation = objectOf('an operation', () => ({
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
	parameters: listOf(parameter),
	requestBody: objectOf('a request body', () => ({ ...PROSE, $ref: keep, required: keep, content })),
	responses: mapOf(response),
}));

const pathItem = objectOf('a path', () => ({
	...PROSE,
	parameters: listOf(parameter),
	get: operation,
	put: operation,
	post: operation,
	delete: operation,
	options: operation,
	head: operation,
	patch: operation,
}));

export const openApi: Rule = objectOf('the document', () => ({
	...PROSE,
	openapi: keep,
	info: objectOf('info', () => ({ ...PROSE, version: keep, termsOfService: drop, contact: drop, license: drop })),
	servers: drop,
	tags: drop,
	security: keep,
	paths: mapOf(pathItem),
	components: objectOf('components', () => ({
		parameters: mapOf(sharedParameter),
		schemas: mapOf(schema),
		responses: mapOf(response),
		securitySchemes: drop,
	})),
}));
