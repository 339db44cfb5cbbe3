/** Finds what an update must send although the workflow does not set it: version locks, and the rest of a replaced object. */

import type { ApiDocument, Schema } from './document';
import type { AssignedOperation } from './assignOperations';
import { isFreeForm, describeList } from './traits';

const LOCK = 'versionLock';

interface VersionLocks {
	has: boolean;
	/** Fields that forms hide: the locks, and the IDs of the objects that contain one. */
	names: Set<string>;
	/** Values for creating an object (jamf-behavior 4.1). */
	defaults: Record<string, unknown>;
}

export function findVersionLocks(api: ApiDocument, schema: Schema): VersionLocks {
	const defaults: Record<string, unknown> = {};
	const visit = (own: Schema, prefix: string) => {
		const { properties = {} } = own;
		if (LOCK in properties) {
			defaults[`${prefix}${LOCK}`] = 0;
			if (prefix !== '' && 'id' in properties) defaults[`${prefix}id`] = '-1';
		}
		for (const [name, each] of Object.entries(properties)) {
			const inner = api.resolve(each);
			if (inner.properties !== undefined) visit(inner, `${prefix}${name}.`);
		}
	};
	visit(schema, '');
	return { has: Object.keys(defaults).length > 0, names: new Set(Object.keys(defaults)), defaults };
}

/** For a PUT that replaces a whole object: the operation that reads everything it would replace. */
export function findMergeReader(
	api: ApiDocument,
	assigned: AssignedOperation,
	siblings: AssignedOperation[],
	body: Schema,
): string | undefined {
	const [newest] = assigned.versions;
	// A merge patch keeps omitted fields.
	const whole = newest.body?.content['application/json'] !== undefined;
	if (newest.method !== 'PUT' || !whole || isFreeForm(body)) return undefined;
	const reader = siblings.find(({ versions: [get] }) => get.method === 'GET' && get.path === newest.path);
	const read = reader?.versions[0];
	if (reader === undefined || read === undefined || describeList(api, read) !== undefined) return undefined;
	const { properties = {} } = api.resolve(read.response?.schema);
	const sent = Object.entries(body.properties ?? {}).filter(
		([, schema]) => !api.resolve(schema).writeOnly && !schema.writeOnly,
	);
	return sent.length > 0 && sent.every(([name]) => name in properties) ? reader.operation : undefined;
}
