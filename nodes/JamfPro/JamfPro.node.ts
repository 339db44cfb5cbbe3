import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { describe } from '../shared/description/describe';
import { run } from '../shared/operations/run';
import { createResourceMappingMethods } from '../shared/description/methods/bodyFields';
import { createLoadOptionsMethods } from '../shared/description/methods/fieldOptions';
import { createSearchMethods } from '../shared/description/methods/listSearch';
import { dialect } from './dialect';
import { getApiRoles, getAppInstallerVersions, getOperations, getPrivileges } from './loadOptions';
import { resources } from './resources';

export class JamfPro implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Jamf Pro',
		name: 'jamfPro',
		icon: { light: 'file:jamfPro.svg', dark: 'file:jamfPro.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Work with the Jamf Pro API',
		defaults: { name: 'Jamf Pro' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'jamfProClientCredentialsApi', required: true }],
		// For n8n to redact in stored executions.
		sensitiveOutputFields: [
			'clientSecret',
			'failoverUrl',
			'password',
			'personalRecoveryKey',
			'pin',
			'recoveryLockPassword',
			'secretAccessKey',
			'sessionToken',
			'token',
		],
		properties: describe(resources),
	};

	methods = {
		listSearch: createSearchMethods(dialect),
		loadOptions: {
			getApiRoles,
			getAppInstallerVersions,
			getOperations,
			getPrivileges,
			...createLoadOptionsMethods(dialect),
		},
		resourceMapping: createResourceMappingMethods(dialect),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, { resources, dialect, catalogues: { pro: dialect.catalogue } });
	}
}
