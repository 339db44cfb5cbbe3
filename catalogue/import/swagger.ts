/** Rules for Swagger 2: the Classic API. */

import { drop, keep, extractList, extractMap, extractObject, type Rule } from './rules';
import { parameter, PROSE, schema } from './schema';

const operation = extractObject('an operation', () => ({
	...PROSE,
	operationId: keep,
	tags: keep,
	deprecated: keep,
	security: keep,
	consumes: keep,
	produces: keep,
	'x-deprecation-date': keep,
	parameters: extractList(parameter),
	responses: extractMap(extractObject('a response', () => ({ ...PROSE, schema }))),
}));

const pathItem = extractObject('a path', () => ({
	...PROSE,
	parameters: extractList(parameter),
	get: operation,
	put: operation,
	post: operation,
	delete: operation,
	options: operation,
	head: operation,
	patch: operation,
}));

export const swagger: Rule = extractObject('the document', () => ({
	...PROSE,
	swagger: keep,
	info: extractObject('info', () => ({ ...PROSE, version: keep, termsOfService: drop, contact: drop, license: drop })),
	host: drop,
	schemes: drop,
	basePath: keep,
	consumes: keep,
	produces: keep,
	security: keep,
	securityDefinitions: drop,
	tags: drop,
	paths: extractMap(pathItem),
	definitions: extractMap(schema),
}));
