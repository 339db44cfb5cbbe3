import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { describe } from '../shared/description/describe';
import { run } from '../shared/operations/run';
import { resourcesOf } from '../shared/operations/resources';
import { bodyFields } from '../shared/description/methods/bodyFields';
import { rowOptions } from '../shared/description/methods/fieldOptions';
import { searchMethods } from '../shared/description/methods/listSearch';
import { pro } from '../shared/catalogue/lookup';
import { dialect } from './api';
import { handwritten } from './operations';

const resources = resourcesOf(dialect, handwritten);

export class JamfClassic implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Jamf Classic',
		name: 'jamfClassic',
		icon: { light: 'file:jamfClassic.svg', dark: 'file:jamfClassic.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Work with the Classic API of Jamf Pro',
		defaults: { name: 'Jamf Classic' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'jamfProClientCredentialsApi', required: true }],
		properties: describe(resources),
	};

	methods = {
		listSearch: searchMethods(dialect),
		loadOptions: rowOptions(dialect),
		resourceMapping: bodyFields(dialect),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, resources, { classic: dialect.catalogue, pro });
	}
}
