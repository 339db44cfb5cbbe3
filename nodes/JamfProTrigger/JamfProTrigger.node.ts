import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { CREDENTIAL } from '../shared/calls/connect';
import { properties } from './form';
import * as lifecycle from './lifecycle';
import { receive } from './receive';
import { searchMethods } from './smartGroups';

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
		credentials: [{ name: CREDENTIAL, required: true }],
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' }],
		triggerPanel: {
			header: 'Pull in events from Jamf Pro',
			executionsHelp: {
				inactive: `<b>While building your workflow</b>, click Listen, then make the event happen in Jamf Pro, for example by updating the inventory of a device. n8n waits up to two minutes for one event.<br /><br /><b>Once you're happy with your workflow</b>, activate it. Then every event starts it. ${REACHABLE}`,
				active:
					'<b>While building your workflow</b>, click Listen, then make the event happen in Jamf Pro. Test events use a separate webhook.<br /><br /><b>Your workflow also runs automatically</b> for every event, since it is active. These executions appear in the executions list, but not in the editor.',
			},
			activationHint: `Activate the workflow to create its webhooks in Jamf Pro. ${REACHABLE}`,
		},
		properties,
	};

	methods = { listSearch: searchMethods };

	webhookMethods = { default: lifecycle };

	webhook = receive;
}
