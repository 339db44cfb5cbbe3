import type { INodeProperties } from 'n8n-workflow';
import { findOperation } from '../catalogue/find';
import type { OperationRow, ResourceRow } from '../catalogue/types';
import type { Dialect } from '../calls/dialect';
import { bodyForm } from './fields/body';
import { confirm, options, outputField, returnAllOrLimit } from './fields/common';
import { listForm, pageSize, subsets } from './fields/list';
import { objectPicker } from './fields/locator';
import { output } from './fields/output';
import { parameter } from './fields/parameter';

const returnFullRecord: INodeProperties = {
	displayName: 'Return Full Record',
	name: 'returnFullRecord',
	type: 'boolean',
	default: false,
	description: 'Whether to read the new object and return it whole, instead of its ID only',
};

/** The form of a row. */
export function buildForm(dialect: Dialect, resource: ResourceRow, row: OperationRow): INodeProperties[] {
	const { api, catalogue, fields, options: more } = dialect;
	const { path = [], query = [], list, body, answer } = row;
	const isDirect = (each: { required?: true; type: string }) => each.required === true || each.type === 'multiOptions';
	return [
		...path.map((each) => (each.type === 'options' ? parameter(each) : objectPicker(catalogue, each))),
		...(row.destructive === true ? [confirm] : []),
		...(row.subsets === undefined ? [] : [subsets(row.subsets)]),
		...query.filter(isDirect).map(parameter),
		...(body === undefined ? [] : bodyForm(body, fields()[`${resource.value}.${row.value}`] !== undefined, api)),
		...(list === undefined ? [] : [...returnAllOrLimit, ...listForm(list)]),
		...(row.simplify === undefined ? [] : output),
		options(
			...query.filter((each) => !isDirect(each)).map(parameter),
			...(list?.kind === 'paged' ? [pageSize] : []),
			...(answer === 'file' ? [outputField] : []),
			...(createsOne(resource, row) ? [returnFullRecord] : []),
			...(more?.(row) ?? []),
		),
	];
}

/** Whether the new object of a create can be read again. */
export function createsOne(resource: ResourceRow, { value, answer }: OperationRow): boolean {
	return value === 'create' && answer === undefined && findOperation(resource, 'get')?.path?.length === 1;
}
