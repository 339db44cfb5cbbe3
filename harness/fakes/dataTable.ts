import type { IDataObject, IExecuteFunctions, INodeType } from 'n8n-workflow';
import { createFakeNode } from './fakeNode';

/** Rows by table. */
export type DataTables = Map<string, IDataObject[]>;

interface Condition {
	keyName: string;
	condition: string;
	keyValue: string;
}

const PARAMETERS = ['resource', 'operation', 'tableName', 'dataTableId', 'filters', 'columns', 'options'];

/** Data Table: creates a table if it does not exist, upserts and deletes rows. */
export function createDataTable(tables: DataTables): INodeType {
	return createFakeNode('dataTable', PARAMETERS, async function (this: IExecuteFunctions) {
		return [this.getInputData().flatMap((_, index) => runItem(this, tables, index).map((json) => ({ json })))];
	});
}

function runItem(context: IExecuteFunctions, tables: DataTables, index: number): IDataObject[] {
	const text = (name: string) => context.getNodeParameter(name, index) as string;
	const action = `${text('resource')} ${text('operation')}`;
	if (action === 'table create') {
		const id = text('tableName');
		if (!tables.has(id)) tables.set(id, []);
		return [{ id }];
	}
	const { value: id } = context.getNodeParameter('dataTableId', index) as { value: string };
	const rows = tables.get(id);
	if (rows === undefined) throw new Error(`There is no data table ${id}`);
	const { conditions } = context.getNodeParameter('filters', index) as unknown as { conditions: Condition[] };
	const chosen = rows.filter((row) => conditions.every((each) => matches(each, row)));
	if (action === 'row deleteRows') {
		tables.set(
			id,
			rows.filter((row) => !chosen.includes(row)),
		);
		return chosen;
	}
	if (action !== 'row upsert') throw new Error(`The fake Data Table does not support "${action}"`);
	const { mappingMode } = context.getNodeParameter('columns', index) as IDataObject;
	if (mappingMode !== 'autoMapInputData') throw new Error('The fake Data Table only maps columns by name');
	const columns = context.getInputData()[index]?.json ?? {};
	if (chosen.length === 0) rows.push({ ...columns });
	for (const row of chosen) Object.assign(row, columns);
	return chosen.length === 0 ? [columns] : chosen;
}

function matches({ keyName, condition, keyValue }: Condition, row: IDataObject): boolean {
	const value = String(row[keyName]);
	if (condition === 'eq') return value === keyValue;
	if (condition === 'lt') return Date.parse(value) < Date.parse(keyValue);
	throw new Error(`The fake Data Table does not support the condition "${condition}"`);
}
