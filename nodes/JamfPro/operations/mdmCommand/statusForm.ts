import type { INodeProperties } from 'n8n-workflow';
import { LIST_SYNTAX, returnAllOrLimit } from '../../../shared/operations/kit';
import { buildDeviceFields } from './devices';

const DESCRIPTION = `As returned by Send (field "id") and by other operations that send commands (field "commandUuid"). ${LIST_SYNTAX}`;

const byDevice = { show: { commandsBy: ['device'] } };

/** Commands by their UUIDs or by the devices that they were sent to. */
export const statusForm: INodeProperties[] = [
	{
		displayName: 'Commands',
		name: 'commandsBy',
		type: 'options',
		options: [
			{ name: 'By Command UUID', value: 'uuid' },
			{ name: 'By Device', value: 'device', description: 'Newest first' },
		],
		default: 'uuid',
	},
	{
		displayName: 'Command UUIDs',
		name: 'commandUuids',
		type: 'string',
		typeOptions: { rows: 2 },
		required: true,
		displayOptions: { show: { commandsBy: ['uuid'] } },
		default: '',
		placeholder: 'e.g. 3f6a2c1e-8b0d-4e57-9a41-5d7c90b2e6f3',
		description: DESCRIPTION,
	},
	...buildDeviceFields(byDevice),
	...returnAllOrLimit.map((property) => ({
		...property,
		displayOptions: { show: { ...byDevice.show, ...property.displayOptions?.show } },
	})),
];
