import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { run } from '../shared/operations/run';
import { dialect } from './dialect';
import { resources } from './resources';

export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await run(context, { resources, dialect, catalogues: { pro: dialect.catalogue } });
}
