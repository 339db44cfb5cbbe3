import type { INodeProperties } from 'n8n-workflow';
import {
	type FoundField,
	InputError,
	type ItemParameters,
	type JamfClient,
	LIST_SYNTAX,
	listLookups,
	objectPicker,
	pro,
	readStored,
	type Requirement,
	resolveFields,
} from '../../../shared/operations/kit';
import { findLookupSource } from '../../lookupSources';

/** MDM commands identify devices by this field (jamf-behavior 7.1). */
const FIELD = 'general.managementId';

const TYPES = {
	computer: { label: 'Computer', parameter: 'computerId', objects: findLookupSource('computer') },
	mobileDevice: { label: 'Mobile Device', parameter: 'mobileDeviceId', objects: findLookupSource('mobileDevice') },
};
type DeviceType = keyof typeof TYPES;

type Conditions = NonNullable<INodeProperties['displayOptions']>;

/**
 * Fields to select devices of either type: one from a list, or several.
 *
 * @param conditions when to show them
 */
export function buildDeviceFields(conditions: Conditions): INodeProperties[] {
	const when = (show: NonNullable<Conditions['show']>): INodeProperties['displayOptions'] => ({
		...conditions,
		show: { ...conditions.show, ...show },
	});
	return [
		{
			displayName: 'Device Type',
			name: 'deviceType',
			type: 'options',
			displayOptions: conditions,
			options: Object.entries(TYPES).map(([value, { label }]) => ({ name: label, value })),
			default: 'computer',
		},
		{
			displayName: 'Devices',
			name: 'devicesBy',
			type: 'options',
			displayOptions: conditions,
			options: [
				{ name: 'One Device', value: 'one' },
				{ name: 'Several by ID', value: 'id' },
				{ name: 'Several by Management ID', value: 'managementId' },
				{ name: 'Several by Name', value: 'name' },
				{ name: 'Several by Serial Number', value: 'serialNumber' },
				{ name: 'Several by UDID', value: 'udid' },
			],
			default: 'one',
		},
		...Object.entries(TYPES).map(([of, { label, parameter }]) => ({
			...objectPicker(pro, { name: parameter, label, type: 'string', of, field: FIELD }),
			displayOptions: when({ deviceType: [of], devicesBy: ['one'] }),
		})),
		{
			displayName: 'Device List',
			name: 'devices',
			type: 'string',
			typeOptions: { rows: 3 },
			required: true,
			displayOptions: { ...when({}), hide: { ...conditions.hide, devicesBy: ['one'] } },
			default: '',
			description: LIST_SYNTAX,
		},
	];
}

/**
 * The management IDs of the selected devices, each once. IDs, names, serial numbers and UDIDs are looked up.
 *
 * @throws InputError when none is selected, or one is not found
 */
export async function readDevices(jamf: JamfClient, item: ItemParameters): Promise<FoundField[]> {
	const { objects, parameter } = TYPES[readDeviceType(item)];
	const by = item.string('devicesBy');
	const { mode, value } = by === 'one' ? item.locator(parameter) : { mode: by, value: '' };
	const values = by === 'one' ? [value].filter((each) => each !== '') : item.strings('devices');
	if (values.length === 0) {
		throw new InputError(
			`No ${objects.resource.noun} is selected.`,
			'Nothing was sent. Select one from the list, or enter IDs, names, serial numbers or management IDs.',
		);
	}
	const found = await resolveFields(jamf, objects, FIELD, mode, values);
	return [...new Map(found.map((each) => [each.value, each])).values()];
}

/** The selected type of device. @throws InputError for an unknown one */
export function readDeviceType(item: ItemParameters): DeviceType {
	const type = item.string('deviceType');
	if (Object.hasOwn(TYPES, type)) return type as DeviceType;
	throw new InputError(
		`"${type.slice(0, 60)}" is not a type of device.`,
		`Nothing was sent. Use ${Object.keys(TYPES).join(' or ')}.`,
	);
}

/** The lookups of the selected devices. */
export function listDeviceLookups(item: ItemParameters): Requirement[] {
	const type = readStored(() => readDeviceType(item));
	const by = readStored(() => item.string('devicesBy'));
	const types = type.isKnown ? [type.value] : (Object.keys(TYPES) as DeviceType[]);
	const isKnown = type.isKnown && by.isKnown;
	return types.flatMap((each) => {
		const { objects, parameter } = TYPES[each];
		if (isKnown && by.value === 'one') return listLookups('pro', objects, item, parameter, FIELD);
		if (by.isKnown && by.value === 'managementId') return [];
		const [{ method, path }] = objects.operation.routes;
		const why = `looks up the management IDs of ${objects.resource.plural}`;
		return [{ request: { api: 'pro', method, path }, why, isPossible: !isKnown }];
	});
}
