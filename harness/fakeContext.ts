import { buffer } from 'node:stream/consumers';
import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

const NODE = {
	id: 'n',
	name: 'Jamf',
	type: 'n8n-nodes-jamf.jamfPro',
	typeVersion: 1,
	position: [0, 0] as [number, number],
	parameters: {},
};

const FILE: IBinaryData = { data: '', mimeType: 'text/plain', fileName: 'a "b"\r\n.txt' };

/** The part of n8n's context that operations use, for one item: parameters by dotted path, files and static data. */
export function createFakeContext(parameters: Record<string, unknown>): IExecuteFunctions {
	const staticData = {};
	const context = {
		getMode: () => 'trigger',
		getExecutionId: () => '1',
		getWorkflowStaticData: () => staticData,
		getNode: () => NODE,
		getTimezone: () => 'Europe/Berlin',
		addExecutionHints: () => undefined,
		getNodeParameter: (name: string, _index: number, fallback: unknown) => at(parameters, name) ?? fallback,
		helpers: {
			assertBinaryData(_index: number, name: string) {
				if (name === 'data') return FILE;
				throw new NodeOperationError(NODE, 'There is no such file', { description: 'Name the field of the file.' });
			},
			getBinaryDataBuffer: async () => Buffer.from('content'),
			prepareBinaryData: async (content: AsyncIterable<Buffer>) => {
				await buffer(content);
				return FILE;
			},
		},
	};
	return context as unknown as IExecuteFunctions;
}

function at(value: unknown, path: string): unknown {
	for (const name of path.split('.')) {
		if (value === null || value === undefined) return undefined;
		value = (value as Record<string, unknown>)[name];
	}
	return value;
}
