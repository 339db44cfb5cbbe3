import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { findOperation, findResource } from '../../catalogue/find';
import type { OperationRow } from '../../catalogue/types';
import type { Dialect } from '../../calls/dialect';

type LoadOptions = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

/** The fields that a list can be filtered and sorted by; read from the rows, without a request. */
export function createLoadOptionsMethods(dialect: Dialect): Record<'getFilterFields' | 'getSortFields', LoadOptions> {
	return {
		async getFilterFields() {
			return toOptions(findCurrentRow(dialect, this)?.list?.filter);
		},
		async getSortFields() {
			return toOptions(findCurrentRow(dialect, this)?.list?.sort);
		},
	};
}

/** The row of the operation selected in the form. */
export function findCurrentRow({ catalogue }: Dialect, context: ILoadOptionsFunctions): OperationRow | undefined {
	const [resource, operation] = ['resource', 'operation'].map((name) => String(context.getCurrentNodeParameter(name)));
	return findOperation(findResource(catalogue, resource ?? ''), operation ?? '');
}

function toOptions(names: readonly string[] = []): INodePropertyOptions[] {
	return [...names].sort((a, b) => a.localeCompare(b)).map((name) => ({ name, value: name }));
}
