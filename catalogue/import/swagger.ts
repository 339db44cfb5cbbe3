/** The facts of a Swagger 2 document: of the Classic API. */

import { drop, keep, listOf, mapOf, objectOf, type Rule } from './rules';
import { parameter, PROSE, schema } from './schema';

const operation = objectOf('an operation', () => ({
	...PROSE,
	operationId: keep,
	tags: keep,
	deprecated: keep,
	security: keep,
	consumes: keep,
	produces: keep,
	'x-deprecation-date': keep,
	parameters: listOf(parameter),
	responses: mapOf(objectOf('a response', () => ({ ...PROSE, schema }))),
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

export const swagger: Rule = objectOf('the document', () => ({
	...PROSE,
	swagger: keep,
	info: objectOf('info', () => ({ ...PROSE, version: keep, termsOfService: drop, contact: drop, license: drop })),
	host: drop,
	schemes: drop,
	basePath: keep,
	consumes: keep,
	produces: keep,
	security: keep,
	securityDefinitions: drop,
	tags: drop,
	paths: mapOf(pathItem),
	definitions: mapOf(schema),
}));
