import type { INodeProperties } from 'n8n-workflow';
import { findFields, findOperation } from '../catalogue/find';
import type { OperationRow, ResourceRow } from '../catalogue/types';
import { listClearableFields } from '../parameters/bodyFields';
import { replacesMembers } from '../parameters/memberLists';
import type { Dialect } from '../calls/dialect';
import { buildBodyFields } from './fields/body';
import { allowEmptyList, clearingOptions } from './fields/clearing';
import { clearSecrets, confirm, options, outputField, returnAllOrLimit, returnFullRecord } from './fields/common';
import { buildListFields, buildSections, isSections, pageSize, subsets } from './fields/list';
import { objectPicker } from './fields/locator';
import { output } from './fields/output';
import { parameter } from './fields/parameter';

/** The form of a row. */
export function buildForm(dialect: Dialect, resource: ResourceRow, row: OperationRow): INodeProperties[] {
	const { api, catalogue, fields, options: more } = dialect;
	const { path = [], query = [], list, body, responseType } = row;
	const rows = findFields(fields(), resource.value, row.value);
	const pickers = path.map((each) => (each.type === 'options' ? parameter(each) : objectPicker(catalogue, each)));
	const clearable = body?.kind === undefined && listClearableFields(row, rows ?? []).length > 0;
	return [
		...pickers,
		...(row.destructive === true ? [confirm] : []),
		...(row.subsets === undefined ? [] : [subsets(row.subsets)]),
		...query.filter(({ required }) => required === true).map(parameter),
		...(body === undefined
			? []
			: buildBodyFields(body, rows, api, {
					picker: pickers.find(({ type }) => type === 'resourceLocator')?.name,
					clearable,
				})),
		...(list === undefined ? [] : [...returnAllOrLimit, ...buildListFields(list)]),
		...(row.simplify === undefined ? [] : output),
		...(list === undefined ? [] : buildSections(list)),
		...query.filter(isSections).map(parameter),
		options(
			...query.filter((each) => each.required !== true && !isSections(each)).map(parameter),
			...(list?.kind === 'paged' ? [pageSize] : []),
			...(responseType === 'file' ? [outputField] : []),
			...(createsOne(resource, row) ? [returnFullRecord] : []),
			...(body?.secrets === undefined ? [] : [clearSecrets]),
			...(clearable ? clearingOptions : []),
			...(body !== undefined && replacesMembers(row) ? [allowEmptyList] : []),
			...(more?.(row, resource) ?? []),
		),
	];
}

/** Whether an operation creates an object that can be read by its ID. */
export function createsOne(resource: ResourceRow, { value, responseType }: OperationRow): boolean {
	return value === 'create' && responseType === undefined && findOperation(resource, 'get')?.path?.length === 1;
}
