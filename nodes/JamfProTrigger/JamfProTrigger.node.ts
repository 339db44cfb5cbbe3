import { createRequire } from 'node:module';
import type { INodeType, INodeTypeDescription, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { deferMethods } from '../shared/description/deferMethods';
import { properties } from './form';
import type { checkExists, create, delete as remove } from './lifecycle';
import type { receive } from './receive';
import type { searchMethods } from './smartGroups';

/** Loads a module when n8n first needs it. At its start, n8n only reads the description. */
const load = createRequire(__filename);

const REACHABLE =
	'Jamf Pro must be able to reach the webhook URL of n8n. Set WEBHOOK_URL if n8n is behind a reverse proxy.';

export class JamfProTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Jamf Pro Trigger',
		name: 'jamfProTrigger',
		icon: { light: 'file:jamfProTrigger.svg', dark: 'file:jamfProTrigger.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["events"].join(", ")}}',
		description: 'Starts the workflow when something happens in Jamf Pro',
		eventTriggerDescription: 'Waiting for an event from Jamf Pro',
		activationMessage: 'Jamf Pro now has a webhook for each selected event. Every event starts your workflow.',
		defaults: { name: 'Jamf Pro Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'jamfProClientCredentialsApi', required: true }],
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' }],
		triggerPanel: {
			header: 'Pull in events from Jamf Pro',
			executionsHelp: {
				inactive: `<b>While building your workflow</b>, click Listen, then make the event happen in Jamf Pro, for example by updating the inventory of a device. n8n waits up to two minutes for one event.<br /><br /><b>Once you're happy with your workflow</b>, publish it (in n8n 1, activate it). Then every event starts it. ${REACHABLE}`,
				active:
					'<b>While building your workflow</b>, click Listen, then make the event happen in Jamf Pro. Test events use a separate webhook.<br /><br /><b>Your workflow also runs automatically</b> for every event, since it is published. These executions appear in the executions list, but not in the editor.',
			},
			activationHint: `Publish the workflow (in n8n 1, activate it) to create its webhooks in Jamf Pro. ${REACHABLE}`,
		},
		properties,
	};

	methods = {
		get listSearch() {
			return (load('./smartGroups') as { searchMethods: typeof searchMethods }).searchMethods;
		},
	};

	webhookMethods = {
		default: deferMethods(
			['checkExists', 'create', 'delete'],
			() =>
				load('./lifecycle') as {
					checkExists: typeof checkExists;
					create: typeof create;
					delete: typeof remove;
				},
		),
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await (load('./receive') as { receive: typeof receive }).receive.call(this);
	}
}
