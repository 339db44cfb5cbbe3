/** Builds typed fields for path and query parameters. */

import type { ParameterRow } from '../nodes/shared/catalogue/types';
import type { ApiDocument, ApiOperation, Parameter } from './document';
import type { OperationOverlay } from './overlay';
import type { Diagnostics } from './diagnostics';
import { LIST_PARAMETERS, MAX_OPTIONS, omitEmpty } from './traits';
import { camelCase, titleCase, type Words } from './titleCase';

/** Names of the n8n parameters that every operation may have. */
const RESERVED_NAMES = new Set(
	'resource operation returnAll limit filter sort sections bodyMode fields body binaryPropertyName options output outputFields'.split(
		' ',
	),
);

export interface ParameterTexts {
	words: Words;
	references: Record<string, string>;
	overlay: NonNullable<OperationOverlay['parameters']>;
	/** Traits by name, for all operations. */
	common: Record<string, Partial<ParameterRow>>;
	/** Resource whose object the first path parameter identifies, and its name. */
	object?: { value: string; name: string };
}

/** The parameters of a path, in order. */
export function buildPathParameters(api: ApiDocument, operation: ApiOperation, texts: ParameterTexts): ParameterRow[] {
	return [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name = ''], index) => {
		const parameter = operation.parameters.find((each) => each.in === 'path' && each.name === name);
		const object = index === 0 ? texts.object : undefined;
		const row = toParameterRow(api, parameter ?? { name, in: 'path', schema: { type: 'string' } }, texts);
		return finish({
			...row,
			as: index === 0 ? 'id' : camelCase(name),
			label: object?.name ?? row.label,
			type: row.type === 'number' ? 'string' : row.type,
			of: object?.value ?? row.of,
			...texts.common[name],
			...texts.overlay[name],
		});
	});
}

/** Parameters of a list come from its `ListRow`. Other operations have only filter and sections: exports have their order in the body. */
export function buildQueryParameters(
	api: ApiDocument,
	operation: ApiOperation,
	texts: ParameterTexts,
	isList: boolean,
	always: string[],
): ParameterRow[] {
	return operation.parameters
		.filter(({ in: place, name }) => place === 'query' && !always.includes(name))
		.filter(({ name }) => !LIST_PARAMETERS.has(name) || (!isList && ['filter', 'section'].includes(name)))
		.map((parameter) => {
			const row = toParameterRow(api, parameter, texts);
			const as = parameter.name === 'section' ? 'sections' : camelCase(parameter.name);
			return finish({
				...row,
				as,
				required: parameter.required ? true : undefined,
				...texts.common[parameter.name],
				...texts.overlay[parameter.name],
			});
		});
}

function toParameterRow(
	api: ApiDocument,
	{ name, schema }: Parameter,
	{ words, references }: ParameterTexts,
): ParameterRow {
	const resolved = api.resolve(schema);
	const values = resolved.type === 'array' ? api.resolve(resolved.items).enum : resolved.enum;
	const options = values !== undefined && (name === 'section' || values.length <= MAX_OPTIONS) ? values : undefined;
	return {
		name,
		label: name === 'section' ? 'Sections' : titleCase(words, name),
		type: toParameterType(resolved.type, options !== undefined),
		options,
		of: references[camelCase(name)],
	};
}

function toParameterType(type: string | undefined, hasOptions: boolean): ParameterRow['type'] {
	if (type === 'array') return hasOptions ? 'multiOptions' : 'strings';
	if (hasOptions) return 'options';
	if (type === 'boolean') return 'boolean';
	return type === 'integer' || type === 'number' ? 'number' : 'string';
}

function finish(row: ParameterRow): ParameterRow {
	return omitEmpty({ ...row, as: row.as === row.name ? undefined : row.as });
}

/** Checks for names that would hide an n8n parameter or each other. */
export function checkNames(
	where: string,
	parameters: ParameterRow[],
	overlay: ParameterTexts['overlay'],
	diagnostics: Diagnostics,
): void {
	const stored = parameters.map(({ name, as }) => as ?? name);
	for (const name of stored) {
		const meant = ['filter', 'sections', 'sort'].includes(name);
		if (RESERVED_NAMES.has(name) && !meant)
			diagnostics.add(`${where} has a parameter "${name}", which n8n uses itself. Rename it with \`as\`.`);
	}
	if (new Set(stored).size < stored.length)
		diagnostics.add(`${where} has two parameters with the same name: ${stored.join(', ')}. Rename one with \`as\`.`);
	for (const name of Object.keys(overlay)) {
		if (!parameters.some((parameter) => parameter.name === name))
			diagnostics.add(`${where} does not have a parameter "${name}".`);
	}
}
