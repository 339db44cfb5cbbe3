/** Derives the fields that a response must contain, and those that a PUT of the same object does not accept. */

import type { ApiDocument, ApiOperation, Schema } from './document';
import { describeList, describeResponse, findResultSchema } from './traits';

const MAX_EXPECTED_FIELDS = 10;
/** Maximum for an entry of a list, which only needs one of them. */
const MAX_EXPECTED_ENTRY_FIELDS = 4;

/**
 * The fields that identify the response of a read, or an entry of its list: those that every version documents, required ones first.
 *
 * @returns `undefined` if there are no such fields, as for files and unions
 */
export function findExpectedFields(api: ApiDocument, versions: readonly ApiOperation[]): string[] | undefined {
	const [newest] = versions;
	if (newest?.method !== 'GET' || describeResponse(newest).answer !== undefined) return undefined;
	const isList = describeList(api, newest) !== undefined;
	const schemas = versions.map((version) => findResultSchema(api, version));
	const [first = [], ...others] = schemas.map((schema) => findCommonNames(api, schema));
	// One old list documents its page as an entry.
	if (isList && first.includes('results')) return undefined;
	// Entries of almost every list have an ID.
	const isTelling = (name: string) => !isList || name !== 'id';
	const shared = first
		.filter(isTelling)
		.filter((name) => others.every((other) => other.length === 0 || other.includes(name)));
	// Two versions without a common field: each has half of the fields.
	const names = shared.length === 0 && others.length === 1 ? [first, ...others].flat() : shared;
	const required = schemas[0]?.required ?? [];
	const ordered = [...names].sort((a, b) => Number(required.includes(b)) - Number(required.includes(a)));
	return ordered.length === 0 ? undefined : ordered.slice(0, isList ? MAX_EXPECTED_ENTRY_FIELDS : MAX_EXPECTED_FIELDS);
}

/** The fields shared by all kinds of a union. */
function findCommonNames(api: ApiDocument, { oneOf, properties = {} }: Schema): string[] {
	const [first = [], ...others] = (oneOf ?? [{ properties }]).map((kind) =>
		Object.keys(api.resolve(kind).properties ?? {}),
	);
	return first.filter((name) => others.every((other) => other.includes(name)));
}

/** Paths of response fields that are missing from the body of a PUT or marked as read-only. `[]` means the entries of an array. */
export function findUnwritablePaths(api: ApiDocument, response: Schema, body: Schema): string[] {
	const visit = (read: Schema, write: Schema, prefix: string, parents: readonly Schema[]): string[] =>
		Object.entries(read.properties ?? {}).flatMap(([name, each]) => {
			const place = prefix + name;
			const target = write.properties?.[name];
			if (target === undefined || target.readOnly || api.resolve(target).readOnly) return [place];
			return descend(api.resolve(each), api.resolve(target), place, parents);
		});
	const descend = (read: Schema, write: Schema, place: string, parents: readonly Schema[]): string[] => {
		if (parents.includes(read) || isOpen(write) || isOpen(read)) {
			if (read.type !== 'array' || write.type !== 'array') return [];
			return descend(api.resolve(read.items), api.resolve(write.items), `${place}[]`, [...parents, read]);
		}
		return visit(read, write, `${place}.`, [...parents, read]);
	};
	return isOpen(response) || isOpen(body) ? [] : visit(response, body, '', []);
}

/** Paths of the fields of a body that no response contains. */
export function findWriteOnlyPaths(api: ApiDocument, body: Schema, prefix = ''): string[] {
	return Object.entries(body.properties ?? {}).flatMap(([name, each]) => {
		const inner = api.resolve(each);
		if (each.writeOnly || inner.writeOnly) return [prefix + name];
		return prefix.split('.').length > 4 ? [] : findWriteOnlyPaths(api, inner, `${prefix}${name}.`);
	});
}

/** Whether an object may have other fields than the documented ones, or is not an object. */
function isOpen(schema: Schema | undefined): boolean {
	if (schema === undefined) return true;
	const union = schema.oneOf ?? schema.anyOf ?? (schema.discriminator as object | undefined);
	return union !== undefined || Object.keys(schema.properties ?? {}).length === 0;
}
