import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';
import { findListable, type Listable } from '../../catalogue/find';
import { parameter } from './parameter';
import type { Catalogue, LookupMode, ParameterRow } from '../../catalogue/types';

/** The method behind From List for the objects of a resource. */
export function searchMethodName(resource: string): string {
	return `search${resource.charAt(0).toUpperCase()}${resource.slice(1)}`;
}

/** An object that an operation works on: a resource locator where its list is known, else a text. */
export function objectPicker(catalogue: Catalogue, row: ParameterRow): INodeProperties {
	const { name, as, label, of, hint, placeholder } = row;
	if (row.type === 'options') return parameter({ ...row, required: true });
	const shared = { displayName: label, name: as ?? name, required: true, ...(hint !== undefined && { hint }) };
	const listable = of === undefined ? undefined : findListable(catalogue, of);
	if (listable === undefined) {
		return { ...shared, type: 'string', default: '', ...(placeholder !== undefined && { placeholder }) };
	}
	return { ...shared, type: 'resourceLocator', default: { mode: 'list', value: '' }, modes: buildModes(listable) };
}

/** In the order of their labels. */
const FURTHER: Record<LookupMode, INodePropertyMode> = {
	bundleId: mode('By Bundle ID', 'bundleId', 'e.g. com.apple.Pages'),
	email: mode('By Email', 'email', 'e.g. name@example.com'),
	extension: mode('By Extension', 'extension', 'e.g. pdf'),
	invitation: mode('By Invitation', 'invitation'),
	macAddress: mode('By MAC Address', 'macAddress', 'e.g. A4:83:E7:12:34:56'),
	serialNumber: mode('By Serial Number', 'serialNumber', 'e.g. C02XK1JDJGH5'),
	udid: mode('By UDID', 'udid'),
	uuid: mode('By UUID', 'uuid'),
};

function buildModes({ resource, objects }: Listable): INodePropertyMode[] {
	const further = { ...objects.lookups, ...objects.paths };
	const list = mode('From List', 'list', `Select ${resource.noun}`);
	return [
		{
			...list,
			type: 'list',
			typeOptions: { searchListMethod: searchMethodName(resource.value), searchable: true },
		},
		mode('By ID', 'id', objects.idIsText === true ? 'e.g. 1f3c5b7a' : 'e.g. 12'),
		mode('By Name', 'name'),
		...Object.values(FURTHER).filter(({ name }) => Object.hasOwn(further, name)),
	];
}

function mode(displayName: string, name: string, placeholder?: string): INodePropertyMode {
	const named = { displayName, name, ...(placeholder !== undefined && { placeholder }) };
	return { ...named, type: 'string' };
}
