import type { INodeProperties } from 'n8n-workflow';
import { EVENTS, type GroupParameter } from './events';
import { ANY_GROUP, MAX_TIMEOUT } from './settings';

function groupPicker(name: GroupParameter, displayName: string, searchListMethod: string): INodeProperties {
	const events = EVENTS.filter(({ group }) => group === name).map(({ value }) => value);
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: ANY_GROUP, cachedResultName: 'Any Group' },
		displayOptions: { show: { events } },
		description: 'The group whose membership changes start the workflow',
		hint: 'Selecting from the list or by name also requires the privileges to read smart and static groups',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a smart group',
				typeOptions: { searchListMethod, searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 12' },
			{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. All Managed Clients' },
		],
	};
}

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Allowed IP Addresses',
			name: 'allowedAddresses',
			type: 'string',
			default: '',
			placeholder: 'e.g. 192.0.2.10, 198.51.100.0/24',
			description:
				'IP addresses and ranges that can call the webhook. Leave empty to allow all. Behind a reverse proxy, n8n only sees the address of the proxy unless N8N_PROXY_HOPS is set.',
		},
		{
			displayName: 'Connection Timeout',
			name: 'connectionTimeout',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MAX_TIMEOUT },
			default: 5,
			description: 'How long Jamf Pro waits for a connection to n8n, in seconds',
		},
		{
			displayName: 'Ignore Repeated Deliveries',
			name: 'ignoreRepeated',
			type: 'boolean',
			default: true,
			description:
				'Whether to run the workflow only once for a delivery that arrives more than once. Each n8n process remembers the last 500 deliveries until it restarts.',
		},
		{
			displayName: 'Include Display Fields',
			name: 'displayFields',
			type: 'boolean',
			default: false,
			description:
				'Whether Jamf Pro sends the display fields of added and removed devices. Select these fields in the webhook in Jamf Pro. For smart group events only.',
		},
		{
			displayName: 'Name Prefix',
			name: 'namePrefix',
			type: 'string',
			default: 'n8n',
			description: 'Prefix for the names of the webhooks in Jamf Pro, at most 30 characters',
		},
		{
			displayName: 'Read Timeout',
			name: 'readTimeout',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MAX_TIMEOUT },
			default: 2,
			description: 'How long Jamf Pro waits for a response from n8n, in seconds',
		},
		{
			displayName: 'Timeout',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 20000,
			description: 'How long to wait for a response from Jamf Pro when creating or deleting webhooks, in milliseconds',
		},
	],
};

/** The text in the nodes panel. By itself, n8n writes all letters in lower case, also those of "DEP". */
function describeAction(event: string): string {
	return `On ${event.replaceAll(/[A-Z][a-z]+/g, (word) => word.toLowerCase())}`;
}

export const properties: INodeProperties[] = [
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		default: [],
		options: EVENTS.map(({ name, value, description }) => ({ name, value, description, action: describeAction(name) })),
		description: 'The events that start the workflow. The node creates one webhook in Jamf Pro for each event.',
	},
	{
		displayName:
			'Jamf Pro also sends REST API Operation for requests from this n8n instance. A workflow that uses the Jamf nodes can trigger itself in an endless loop.',
		name: 'loopNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { events: ['RestAPIOperation'] } },
	},
	groupPicker('computerGroup', 'Smart Computer Group', 'searchSmartComputerGroups'),
	groupPicker('mobileDeviceGroup', 'Smart Mobile Device Group', 'searchSmartMobileDeviceGroups'),
	groupPicker('userGroup', 'Smart User Group', 'searchSmartUserGroups'),
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{
				name: 'Simplified',
				value: 'simplified',
				description: 'The same fields for all versions of Jamf Pro',
			},
			{
				name: 'As Received',
				value: 'asReceived',
				description: 'The event exactly as Jamf Pro sends it, including its secrets',
			},
		],
		default: 'simplified',
		description: 'The format of the output items',
	},
	options,
];
