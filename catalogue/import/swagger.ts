/** Rules for Swagger 2: the Classic API. */

import { drop, extractList, extractMap, extractObject, isObject, keep, type Rule } from './rules';
import { extractPathItem, parameter, PROSE, schema } from './schema';

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

const methods = extractPathItem(operation);

/** Jamf's document has the key `" delete"`, with a space. */
const pathItem: Rule = (value, unknown) =>
	methods(
		isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.trim(), inner])) : value,
		unknown,
	);

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
