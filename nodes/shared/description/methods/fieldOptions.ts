import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { findFields, findOperation, findResource } from '../../catalogue/find';
import type { OperationRow } from '../../catalogue/types';
import type { Dialect } from '../../calls/dialect';
import { listClearableFields } from '../../parameters/bodyFields';
import { UPSERT } from '../operation';

type LoadOptions = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

/** The fields that a list can be filtered and sorted by, and those that a form can clear. Read from the rows, without a request. */
export function createLoadOptionsMethods(
	dialect: Dialect,
): Record<'getClearableFields' | 'getFilterFields' | 'getSortFields', LoadOptions> {
	return {
		async getClearableFields() {
			const [resource, chosen] = currentOperation(this);
			const operation = chosen === UPSERT ? 'update' : chosen;
			const row = findOperation(findResource(dialect.catalogue, resource), operation);
			const rows = findFields(dialect.fields(), resource, operation) ?? [];
			return (row === undefined ? [] : listClearableFields(row, rows))
				.map(({ name, label }) => ({ name: label, value: name }))
				.sort((a, b) => a.name.localeCompare(b.name));
		},
		async getFilterFields() {
			// Hand-written operations that read a list filter it like Get Many.
			const [resource] = currentOperation(this);
			const getAll = findOperation(findResource(dialect.catalogue, resource), 'getAll');
			return toOptions(dialect, (findCurrentRow(dialect, this) ?? getAll)?.list?.filter);
		},
		async getSortFields() {
			return toOptions(dialect, findCurrentRow(dialect, this)?.list?.sort);
		},
	};
}

/** The row of the operation selected in the form; that of Create for Create or Update. */
export function findCurrentRow({ catalogue }: Dialect, context: ILoadOptionsFunctions): OperationRow | undefined {
	const [resource, operation] = currentOperation(context);
	return findOperation(findResource(catalogue, resource), operation === UPSERT ? 'create' : operation);
}

function currentOperation(context: ILoadOptionsFunctions): [resource: string, operation: string] {
	return [String(context.getCurrentNodeParameter('resource')), String(context.getCurrentNodeParameter('operation'))];
}

/** Labels as in the forms, with the names that RSQL uses below them. */
function toOptions({ listLabels }: Dialect, names: readonly string[] = []): INodePropertyOptions[] {
	const labels = listLabels?.() ?? {};
	return names
		.map((name) => ({ name: labels[name] ?? name, value: name, description: name }))
		.sort((a, b) => a.name.localeCompare(b.name));
}
