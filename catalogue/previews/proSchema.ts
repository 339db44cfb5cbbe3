/** Schemas of the Jamf Pro API as previews. */

import type { ApiDocument, Schema } from '../document';
import { objectOf, TEXT, type PreviewSchema } from './schema';

/** Schemas that contain themselves end here. */
const MAX_DEPTH = 8;

export function toPreview(api: ApiDocument, schema: Schema | undefined, depth = 0): PreviewSchema {
	const resolved = api.resolve(schema);
	const properties = listProperties(api, resolved);
	const isArray = resolved.type === 'array';
	if (isArray) {
		return { type: 'array', ...(depth < MAX_DEPTH && { items: toPreview(api, resolved.items, depth + 1) }) };
	}
	if (Object.keys(properties).length > 0) {
		if (depth >= MAX_DEPTH) return { type: 'object' };
		return objectOf(
			Object.fromEntries(
				Object.entries(properties)
					.filter(([, each]) => each.writeOnly !== true && api.resolve(each).writeOnly !== true)
					.map(([name, each]) => [name, toPreview(api, each, depth + 1)]),
			),
		);
	}
	switch (resolved.type) {
		case 'boolean':
			return { type: 'boolean' };
		case 'integer':
		case 'number':
			return { type: 'number' };
		case 'string':
			return TEXT;
		default:
			return { type: 'object', additionalProperties: true };
	}
}

/** Those of a union are the properties of all its kinds. */
function listProperties(api: ApiDocument, { properties, oneOf = [], anyOf = [] }: Schema): Record<string, Schema> {
	const kinds = [...oneOf, ...anyOf].map((kind) => listProperties(api, api.resolve(kind)));
	return Object.assign({}, ...kinds, properties) as Record<string, Schema>;
}
