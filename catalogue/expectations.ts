/** Derives the fields by which a response is recognized, and those that a PUT of the same object does not accept. */

import type { OperationRow } from '../nodes/shared/catalogue/types';
import type { ApiDocument, ApiOperation, Schema } from './document';
import { describeList, describeResponse, findResultSchema } from './traits';

const MAX_EXPECTED_FIELDS = 8;
/** Maximum for an entry of a list, and for the response of a write, which needs only one of them. */
const MAX_EXPECTED_ENTRY_FIELDS = 4;
const MAX_EXPECTED_WRITE_FIELDS = 2;

type Expectation = Pick<OperationRow, 'expects' | 'expectsRequired'>;

/**
 * The fields by which a response, or an entry of its list, is recognized: those that every version documents, required ones first.
 *
 * @param operation only reads, and writes of whole objects: servers differ in what other writes return (jamf-behavior 4.3)
 * @returns nothing if there are no such fields, as for files and unions
 */
export function findExpectedFields(
	api: ApiDocument,
	operation: string,
	versions: readonly ApiOperation[],
): Expectation {
	const [newest] = versions;
	if (newest === undefined || describeResponse(newest).responseType !== undefined) return {};
	const isRead = newest.method === 'GET';
	if (!isRead && !/^(create|replace|update)$/.test(operation)) return {};
	const isList = describeList(api, newest) !== undefined;
	const limit = isList ? MAX_EXPECTED_ENTRY_FIELDS : isRead ? MAX_EXPECTED_FIELDS : MAX_EXPECTED_WRITE_FIELDS;
	const schemas = versions.map((version) => findResultSchema(api, version));
	const [first = [], ...others] = schemas.map((schema) => findCommonNames(api, schema));
	// One old list documents its page as an entry. Its entries are recognized in both forms.
	const page = api.resolve(schemas[0]?.properties?.['results']);
	if (isList && page.type === 'array') return toExpectation([...first, ...(api.resolve(page.items).required ?? [])], 0);
	// Entries of almost every list have an ID.
	const isTelling = (name: string) => !isList || name !== 'id';
	const shared = first
		.filter(isTelling)
		.filter((name) => others.every((other) => other.length === 0 || other.includes(name)));
	// Two versions without a common field: each has half of the fields.
	const [second = []] = others;
	if (shared.length === 0 && others.length === 1 && second.length > 0) {
		return toExpectation([...first.slice(0, limit / 2), ...second.slice(0, limit / 2)], 0);
	}
	const documented = new Set(schemas[0]?.required);
	const always = shared.filter((name) => documented.has(name));
	const sometimes = shared.filter((name) => !documented.has(name) && name !== 'id');
	const id = shared.includes('id') && !documented.has('id') ? ['id'] : [];
	const names = [...always, ...id, ...sometimes].slice(0, limit);
	// The ID is always checked.
	const whole = shared.includes('id') && !names.includes('id') ? [...names.slice(0, limit - 1), 'id'] : names;
	const required = Math.min(always.length, limit - (whole === names ? 0 : 1));
	return toExpectation(whole, isRead ? required : 0);
}

function toExpectation(expects: string[], required: number): Expectation {
	if (expects.length === 0) return {};
	return { expects, ...(required > 0 && { expectsRequired: required }) };
}

/** The readable fields shared by all kinds of a union. */
function findCommonNames(api: ApiDocument, { oneOf, properties = {} }: Schema): string[] {
	const [first = [], ...others] = (oneOf ?? [{ properties }]).map((kind) => {
		const fields = Object.entries(api.resolve(kind).properties ?? {});
		return fields.filter(([, field]) => !field.writeOnly && !api.resolve(field).writeOnly).map(([name]) => name);
	});
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
