import { createRequire } from 'node:module';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { deferMethods } from '../shared/description/deferMethods';
import type { execute } from './execute';
import { loadOptionsMethods, properties } from './form';
import type { listSearch, loadOptions, resourceMapping } from './methods';

/** Loads a module when n8n first needs it. At its start, n8n only reads the description. */
const load = createRequire(__filename);
const loadMethods = () =>
	load('./methods') as {
		listSearch: typeof listSearch;
		loadOptions: typeof loadOptions;
		resourceMapping: typeof resourceMapping;
	};

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
		properties,
	};

	methods = {
		loadOptions: deferMethods(loadOptionsMethods, () => loadMethods().loadOptions),
		get listSearch() {
			return loadMethods().listSearch;
		},
		get resourceMapping() {
			return loadMethods().resourceMapping;
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await (load('./execute') as { execute: typeof execute }).execute(this);
	}
}
