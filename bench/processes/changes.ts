import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { BenchEngine, JAMF_PRO } from '../engine';
import { serve } from '../child';
import type { Address } from '../environment';
import { loadBuilt } from '../ownPackage';

export interface ChangesTask {
	address: Address;
}

export interface Read {
	wallMs: number;
	rows: number;
	/** Size of the feed in the static data, as JSON. */
	stateBytes: number;
}

const sections: INodeParameters = { sections: ['GENERAL'], output: 'raw' };

const READS: Record<string, INodeParameters> = {
	getMany: { operation: 'getAll', returnAll: true, ...sections },
	getChanges: changes({}),
	compare: changes({ fullComparisonHours: 0 }),
};

function changes(options: INodeParameters): INodeParameters {
	return { operation: 'getChanges', feed: 'bench', ...sections, options: { commitImmediately: true, ...options } };
}

let engine: BenchEngine;
/** Of the workflow, kept from one execution to the next as n8n does. */
const staticData: IDataObject = {};

serve(
	async ({ address }: ChangesTask) => {
		engine = new BenchEngine(loadBuilt());
		engine.signIn(address.server, address);
		await read('getChanges');
	},
	async (name): Promise<Read> => {
		const start = performance.now();
		const rows = await read(name);
		const wallMs = performance.now() - start;
		return { wallMs, rows, stateBytes: JSON.stringify(staticData).length };
	},
);

async function read(name: string): Promise<number> {
	const parameters = { resource: 'computer', ...READS[name] };
	return (await engine.run(JAMF_PRO, parameters, { staticData, mode: 'trigger' })).length;
}
