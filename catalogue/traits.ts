/** Derives the traits of lists, bodies and responses from the documented operation. */

import type { BodyRow } from '../nodes/shared/catalogue/bodyRow';
import type { ListRow, OperationRow } from '../nodes/shared/catalogue/types';
import { CatalogueError } from './diagnostics';
import type { ApiDocument, ApiOperation, Parameter, Schema } from './document';

/** Longer enums become text fields. */
export const MAX_OPTIONS = 20;

/** Query parameters that a `ListRow` covers. */
export const LIST_PARAMETERS = new Set(['filter', 'page', 'page-size', 'pagesize', 'section', 'size', 'sort']);

export function describeResponse({ response }: ApiOperation): Pick<OperationRow, 'accept' | 'responseType'> {
	if (response === undefined) return { responseType: 'nothing' };
	// Some operations document several types in one string, that of the success first.
	const [type = response.type] = response.type.split(',');
	return /json|^\*\/\*$/.test(type) ? {} : { responseType: 'file', accept: type };
}

/** Where a CSV export reads its page from: the query, or only the body. */
export function findCsvPages(api: ApiDocument, operation: ApiOperation): OperationRow['csvPages'] {
	if (describeResponse(operation).accept !== 'text/csv') return undefined;
	if (operation.parameters.some(({ name }) => name === 'page-size')) return 'query';
	return 'pageSize' in (describeBody(api, operation)?.schema.properties ?? {}) ? 'body' : undefined;
}

/** The schema of one object: of an entry of a list, or of the whole response. */
export function findResultSchema(api: ApiDocument, operation: ApiOperation): Schema {
	const list = describeList(api, operation);
	return list === undefined ? api.resolve(operation.response?.schema) : findEntrySchema(api, operation, list.field);
}

function findEntrySchema(api: ApiDocument, { response }: ApiOperation, field = 'results'): Schema {
	const result = api.resolve(response?.schema);
	return api.resolve(result.type === 'array' ? result.items : api.resolve(result.properties?.[field]).items);
}

/** @returns nothing if the response is not a list; without `unique`, which is not documented */
export function describeList(api: ApiDocument, operation: ApiOperation): ListRow | undefined {
	if (operation.method !== 'GET' || describeResponse(operation).responseType !== undefined) return undefined;
	const kind = findListKind(api, operation);
	if (kind === undefined) return undefined;
	const named = (name: string) =>
		operation.parameters.find((parameter) => parameter.name === name && parameter.in === 'query');
	const sizes = (['page-size', 'size', 'pagesize'] as const).filter((name) => named(name) !== undefined);
	const [size] = sizes;
	const { type: entryType } = findEntrySchema(api, operation, kind.field);
	return omitEmpty<ListRow>({
		...kind,
		scalars: /^(integer|number|string)$/.test(entryType ?? '') ? true : undefined,
		sizeParameter: size === 'page-size' ? undefined : size,
		sort: readFieldNames(named('sort')),
		filter: readFieldNames(named('filter')),
		filterRequired: named('filter')?.required ? true : undefined,
		sections: readSections(api, named('section')),
	});
}

function findListKind(
	api: ApiDocument,
	{ response, parameters }: ApiOperation,
): Pick<ListRow, 'kind' | 'field'> | undefined {
	const paged = parameters.some(({ name }) => name === 'page');
	const schema = api.resolve(response?.schema);
	if (schema.type === 'array') return { kind: paged ? 'pagedArray' : 'array' };
	const { properties = {} } = schema;
	if (api.resolve(properties['results']).type === 'array') return { kind: paged ? 'paged' : 'results' };
	const [[field, only] = [], ...others] = Object.entries(properties);
	const isArray = field !== undefined && others.length === 0 && api.resolve(only).type === 'array';
	return isArray ? { kind: 'field', field } : undefined;
}

function readFieldNames(parameter: Parameter | undefined): string[] | undefined {
	return parameter && (parameter['x-fields'] ?? []);
}

function readSections(api: ApiDocument, parameter: Parameter | undefined): string[] | undefined {
	return parameter && api.resolve(parameter.schema.items).enum?.map(String);
}

const CONTENT_TYPES = [
	'application/json',
	'application/merge-patch+json',
	'multipart/form-data',
	'application/pem-certificate-chain',
	'text/csv',
];

/** @returns the traits of the body and its schema; nothing if the operation has none */
export function describeBody(
	api: ApiDocument,
	{ body, method, path }: ApiOperation,
): { row: BodyRow; schema: Schema } | undefined {
	if (body === undefined) return undefined;
	const type = CONTENT_TYPES.find((each) => each in body.content);
	if (type === undefined)
		throw new CatalogueError([
			`${method} ${path}: bodies of type ${Object.keys(body.content).join(', ')} are not supported. Add the type to catalogue/traits.ts.`,
		]);
	const schema = api.resolve(body.content[type]);
	if (type === 'multipart/form-data') {
		const [field = 'file'] = Object.keys(schema.properties ?? { file: {} });
		return { row: omitEmpty({ kind: 'multipart', field: field === 'file' ? undefined : field }), schema };
	}
	const json = type.endsWith('json');
	return {
		row: omitEmpty({
			kind: json ? undefined : 'text',
			contentType: type === 'application/json' ? undefined : type,
			free: json && isFreeForm(schema) ? true : undefined,
			optional: body.required === false && (schema.required ?? []).length === 0 ? true : undefined,
		}),
		schema,
	};
}

/** Whether a form cannot have fields for it: arrays, unions, objects without documented properties. */
export function isFreeForm(schema: Schema): boolean {
	const union = schema.oneOf ?? schema.anyOf ?? (schema.discriminator as object | undefined);
	return union !== undefined || Object.keys(schema.properties ?? {}).length === 0;
}

/** Removes keys whose value is `undefined` or `null`. */
export function omitEmpty<T extends object>(row: T): T {
	return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined && value !== null)) as T;
}

/** Whether an object has a field; nested ones with dots. */
export function hasField(api: ApiDocument, schema: Schema, field: string): boolean {
	const [first = '', ...rest] = field.split('.');
	const inner = schema.properties?.[first];
	if (inner === undefined) return false;
	return rest.length === 0 || hasField(api, api.resolve(inner), rest.join('.'));
}
