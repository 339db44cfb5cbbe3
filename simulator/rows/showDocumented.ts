import type { JsonObject } from '../json';
import { shapeAt } from '../versions';
import type { Subject } from './subject';
import { documentedResponse } from './wire';

/** The part of a record that Jamf documents for a response, or all of it if the response is not documented in detail. */
export function showDocumented({ route, resource, state }: Subject, record: JsonObject): JsonObject {
	const documented = documentedResponse(route.method, route.path);
	if (documented.size === 0) return record;
	const shape = shapeAt(state.settings.serverVersion, resource.value, documented);
	const readable = [...shape].filter(([, leaf]) => leaf.writeOnly !== true);
	const names = new Set(readable.map(([name]) => name.split('.')[0] ?? name));
	return Object.fromEntries([...names].map((name) => [name, record[name] ?? null]));
}
