import { createRequire } from 'node:module';
import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import type { loadOptions } from '../JamfPro/methods';
import { deferMethods } from '../shared/description/deferMethods';
import { properties } from './form';
import type { poll } from './poll';

/** Loads a module when n8n first needs it. At its start, n8n only reads the description. */
const load = createRequire(__filename);

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
		credentials: [{ name: 'jamfProClientCredentialsApi', required: true }],
		properties,
	};

	methods = {
		loadOptions: deferMethods(
			['getFilterFields'],
			() => (load('../JamfPro/methods') as { loadOptions: typeof loadOptions }).loadOptions,
		),
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await (load('./poll') as { poll: typeof poll }).poll.call(this);
	}
}
