/** Derives what a response must contain, and which parts of it a PUT of the same object does not accept. */

import type { ApiDocument, ApiOperation, Schema } from './document';
import { describeList, describeResponse } from './traits';

const MAX_EXPECTED_FIELDS = 12;

/**
 * The fields by which the response of a read is recognized: those that every version documents, required ones first.
 *
 * @returns nothing for responses without reliable fields: lists, files and unions
 */
export function findExpectedFields(api: ApiDocument, versions: readonly ApiOperation[]): string[] | undefined {
	const [newest] = versions;
	if (newest?.method !== 'GET' || describeResponse(newest).answer !== undefined) return undefined;
	if (describeList(api, newest) !== undefined || newest.parameters.some(({ name }) => name === 'section'))
		return undefined;
	const [first, ...others] = versions.map(({ response }) => api.resolve(response?.schema));
	const { properties = {}, required = [] } = first ?? {};
	if (isOpen(first)) return undefined;
	const shared = Object.keys(properties).filter((name) =>
		others.every((other) => isOpen(other) || name in (other.properties ?? {})),
	);
	const ordered = [...shared].sort((a, b) => Number(required.includes(b)) - Number(required.includes(a)));
	return ordered.length === 0 ? undefined : ordered.slice(0, MAX_EXPECTED_FIELDS);
}

/** Paths of a response that the body of a PUT does not have or marks as read-only; `[]` stands for the entries of an array. */
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
