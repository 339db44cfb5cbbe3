/** What the document tells about lists, bodies and answers. */

import type { BodyRow, ListRow, OperationRow } from '../nodes/shared/catalogue/types';
import type { ApiDocument, ApiOperation, Parameter, Schema } from './document';

/** Longer lists of values are typed instead of chosen. */
export const MAX_OPTIONS = 20;

/** Query parameters that a `ListRow` stands for. */
export const LIST_PARAMETERS = new Set(['filter', 'page', 'page-size', 'pagesize', 'section', 'size', 'sort']);

export function describeResponse({ answer }: ApiOperation): Pick<OperationRow, 'accept' | 'answer'> {
	if (answer === undefined) return { answer: 'nothing' };
	// Some name several types at once, with that of the success first.
	const [type = answer.type] = answer.type.split(',');
	return /json|^\*\/\*$/.test(type) ? {} : { answer: 'file', accept: type };
}

/** One object of a list's answer, or of the answer itself. */
export function findResultSchema(api: ApiDocument, operation: ApiOperation): Schema {
	const list = describeList(api, operation);
	const answer = api.resolve(operation.answer?.schema);
	if (list === undefined) return answer;
	if (answer.type === 'array') return api.resolve(answer.items);
	return api.resolve(api.resolve(answer.properties?.[list.field ?? 'results']).items);
}

/** @returns nothing when the answer is no list; without `unique`, which takes knowledge of the objects. */
export function describeList(api: ApiDocument, operation: ApiOperation): ListRow | undefined {
	if (operation.method !== 'GET' || describeResponse(operation).answer !== undefined) return undefined;
	const kind = findListKind(api, operation);
	if (kind === undefined) return undefined;
	const named = (name: string) =>
		operation.parameters.find((parameter) => parameter.name === name && parameter.in === 'query');
	const sizes = (['page-size', 'size', 'pagesize'] as const).filter((name) => named(name) !== undefined);
	const [size] = sizes;
	return omitEmpty<ListRow>({
		...kind,
		sizeParameter: size === 'page-size' ? undefined : size,
		sort: readFieldNames(named('sort')),
		filter: readFieldNames(named('filter')),
		filterRequired: named('filter')?.required ? true : undefined,
		sections: readSections(api, named('section')),
	});
}

function findListKind(
	api: ApiDocument,
	{ answer, parameters }: ApiOperation,
): Pick<ListRow, 'kind' | 'field'> | undefined {
	const paged = parameters.some(({ name }) => name === 'page');
	const schema = api.resolve(answer?.schema);
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

/** @returns the schema of the body beside its traits; nothing when the operation takes none. */
export function describeBody(api: ApiDocument, { body }: ApiOperation): { row: BodyRow; schema: Schema } | undefined {
	if (body === undefined) return undefined;
	const type = CONTENT_TYPES.find((each) => each in body.content);
	if (type === undefined) throw new Error(`Bodies of type ${Object.keys(body.content).join(', ')} are not known.`);
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

/** Whether no fields can be offered for it: arrays, unions, objects of any form. */
export function isFreeForm(schema: Schema): boolean {
	const union = schema.oneOf ?? schema.anyOf ?? (schema.discriminator as object | undefined);
	return union !== undefined || Object.keys(schema.properties ?? {}).length === 0;
}

/** Rows leave out what they do not have. */
export function omitEmpty<T extends object>(row: T): T {
	return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined && value !== null)) as T;
}

/** Whether an object has a field; dots lead into objects. */
export function hasField(api: ApiDocument, schema: Schema, field: string): boolean {
	const [first = '', ...rest] = field.split('.');
	const inner = schema.properties?.[first];
	if (inner === undefined) return false;
	return rest.length === 0 || hasField(api, api.resolve(inner), rest.join('.'));
}
