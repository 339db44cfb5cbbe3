import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { dialect } from '../JamfPro/dialect';
import { CREDENTIAL } from '../shared/calls/connect';
import { createLoadOptionsMethods } from '../shared/description/methods/fieldOptions';
import { properties } from './form';
import { poll } from './poll';

export class JamfProInventoryTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Jamf Pro Inventory Trigger',
		name: 'jamfProInventoryTrigger',
		icon: { light: 'file:jamfProInventoryTrigger.svg', dark: 'file:jamfProInventoryTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["emit"].join(", ") + ": " + $parameter["resource"]}}',
		description: 'Starts the workflow when devices are added, changed or removed in Jamf Pro',
		activationMessage:
			'n8n now asks Jamf Pro for changed devices at the poll times. Your workflow starts when there are any.',
		defaults: { name: 'Jamf Pro Inventory Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: CREDENTIAL, required: true }],
		properties,
	};

	methods = { loadOptions: { getFilterFields: createLoadOptionsMethods(dialect).getFilterFields } };

	poll = poll;
}
