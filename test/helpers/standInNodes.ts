import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	INodeProperties,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

// n8n-nodes-base would bring hundreds of megabytes. These do, of the nodes that the examples use, exactly what the examples use;
// the e2e suite runs the same workflows with the real ones.

function description(
	name: string,
	properties: INodeProperties[] = [],
	inputs = [NodeConnectionTypes.Main],
): INodeTypeDescription {
	return {
		displayName: name,
		name,
		group: ['transform'],
		version: [1, 1.1],
		description: '',
		defaults: { name },
		inputs,
		outputs: [NodeConnectionTypes.Main],
		properties,
	};
}

/** Starts a workflow; the items of a test are pinned to it. */
export class ManualTrigger implements INodeType {
	description = { ...description('manualTrigger', [], []), group: ['trigger'] as INodeTypeDescription['group'] };

	async trigger(): Promise<object> {
		return {};
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [this.getInputData()];
	}
}

/** A note on the canvas; never executed. */
export class StickyNote implements INodeType {
	description = description('stickyNote', [], []);
}

/** Summarize: counts items by one field, as `{ <field>, count_<counted field> }`. */
export class Summarize implements INodeType {
	description = description('summarize', [
		{ displayName: 'Fields', name: 'fieldsToSummarize', type: 'json', default: {} },
		{ displayName: 'By', name: 'fieldsToSplitBy', type: 'string', default: '' },
	]);

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { values } = this.getNodeParameter('fieldsToSummarize', 0) as {
			values: Array<{ aggregation: string; field: string }>;
		};
		const [{ aggregation, field } = { aggregation: '', field: '' }] = values;
		if (values.length !== 1 || aggregation !== 'count')
			throw new Error('The stand-in for Summarize only counts one field');
		const by = this.getNodeParameter('fieldsToSplitBy', 0) as string;
		const counts = new Map<string, number>();
		for (const { json } of this.getInputData()) {
			const key = String(valueAt(json, by));
			counts.set(key, (counts.get(key) ?? 0) + 1);
		}
		const name = (path: string) => path.replaceAll('.', '_');
		return [[...counts].map(([key, count]) => ({ json: { [name(by)]: key, [`count_${name(field)}`]: count } }))];
	}
}

function valueAt(json: IDataObject, path: string): unknown {
	return path.split('.').reduce<unknown>((value, key) => (value as IDataObject | undefined)?.[key], json);
}

/** What n8n's HTTP Request node does with a predefined credential: n8n's own helper, with our credential. */
export class HelperRequest implements INodeType {
	description: INodeTypeDescription = {
		...description('helperRequest', [
			{ displayName: 'Request', name: 'request', type: 'json', default: {} },
			{ displayName: 'Legacy', name: 'legacy', type: 'boolean', default: false },
		]),
		credentials: [{ name: 'jamfProClientCredentialsApi', required: true }],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { request, legacy } = {
			request: this.getNodeParameter('request', 0) as IHttpRequestOptions,
			legacy: this.getNodeParameter('legacy', 0) as boolean,
		};
		const helper = legacy ? this.helpers.requestWithAuthentication : this.helpers.httpRequestWithAuthentication;
		const answer = (await helper.call(this, 'jamfProClientCredentialsApi', request as never)) as IDataObject;
		return [[{ json: { answer } }]];
	}
}
