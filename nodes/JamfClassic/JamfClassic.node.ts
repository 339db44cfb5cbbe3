import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { describe } from '../shared/description/describe';
import { run } from '../shared/operations/run';
import { createResourceMappingMethods } from '../shared/description/methods/bodyFields';
import { createLoadOptionsMethods } from '../shared/description/methods/fieldOptions';
import { createSearchMethods } from '../shared/description/methods/listSearch';
import { pro } from '../shared/catalogue/lookup';
import { dialect } from './dialect';
import { staticGroupSearches } from './operations/staticGroups/groupTypes';
import { resources } from './resources';

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
		// For n8n to redact in stored executions.
		sensitiveOutputFields: ['code', 'encryption_key', 'header', 'password', 'service_token'],
		properties: describe(resources),
	};

	methods = {
		listSearch: createSearchMethods(dialect, staticGroupSearches),
		loadOptions: createLoadOptionsMethods(dialect),
		resourceMapping: createResourceMappingMethods(dialect),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, { resources, dialect, catalogues: { classic: dialect.catalogue, pro } });
	}
}
