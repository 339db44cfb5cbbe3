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
		description: 'The group whose changes start the workflow',
		hint: 'Choosing from the list or by name also needs the privileges to read smart and static groups',
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
				'Addresses and ranges that may call the webhook; all when empty. Behind a reverse proxy, n8n only sees the address of the proxy unless N8N_PROXY_HOPS is set.',
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
				'Whether to start only one run for a delivery that arrives more than once. The last 500 deliveries are remembered by each n8n process until it restarts.',
		},
		{
			displayName: 'Include Display Fields',
			name: 'displayFields',
			type: 'boolean',
			default: false,
			description:
				'Whether Jamf Pro sends the display fields of added and removed devices. They are chosen in the webhook in Jamf Pro. Only for smart group events.',
		},
		{
			displayName: 'Name Prefix',
			name: 'namePrefix',
			type: 'string',
			default: 'n8n',
			description: 'How the names of the webhooks in Jamf Pro start, at most 30 characters',
		},
		{
			displayName: 'Read Timeout',
			name: 'readTimeout',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MAX_TIMEOUT },
			default: 2,
			description: 'How long Jamf Pro waits for the response of n8n, in seconds',
		},
		{
			displayName: 'Timeout',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 20000,
			description:
				'How long to wait for Jamf Pro before a request fails when webhooks are created or deleted, in milliseconds',
		},
	],
};

export const properties: INodeProperties[] = [
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		default: [],
		options: EVENTS.map(({ name, value, description }) => ({ name, value, description })),
		description: 'The events that start the workflow. Jamf Pro gets one webhook for each.',
	},
	{
		displayName:
			'REST API Operation is also sent for requests of this n8n. A workflow that uses the Jamf nodes can start itself again and again.',
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
				description: 'The same fields whatever version of Jamf Pro sends the event',
			},
			{ name: 'As Received', value: 'asReceived', description: 'The event as Jamf Pro sends it, also its secrets' },
		],
		default: 'simplified',
		description: 'The form of the items',
	},
	options,
];
