import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';
import { findListable, type Listable } from '../../catalogue/find';
import { toFieldMode } from '../../parameters/fieldMode';
import { parameter } from './parameter';
import type { Catalogue, LookupMode, ParameterRow } from '../../catalogue/types';

/** The name of the list search method for the objects of a resource. */
export function searchMethodName(resource: string): string {
	return `search${resource.charAt(0).toUpperCase()}${resource.slice(1)}`;
}

/** A field that identifies an object: a resource locator if its list is known, text otherwise. */
export function objectPicker(catalogue: Catalogue, row: ParameterRow): INodeProperties {
	const { name, as, label, of, hint, placeholder, field } = row;
	if (row.type === 'options') return parameter({ ...row, required: true });
	const shared = { displayName: label, name: as ?? name, required: true, ...(hint !== undefined && { hint }) };
	const listable = of === undefined ? undefined : findListable(catalogue, of);
	if (listable === undefined) {
		return { ...shared, type: 'string', default: '', ...(placeholder !== undefined && { placeholder }) };
	}
	const fieldMode = field === undefined ? undefined : FIELD_MODES[toFieldMode(field)];
	const modes = [...buildModes(listable), ...(fieldMode === undefined ? [] : [fieldMode])];
	return { ...shared, type: 'resourceLocator', default: { mode: 'list', value: '' }, modes };
}

/** Sorted by label. */
const LOOKUP_MODES: Record<LookupMode, INodePropertyMode> = {
	bundleId: buildMode('By Bundle ID', 'bundleId', 'e.g. com.apple.Pages'),
	email: buildMode('By Email', 'email', 'e.g. name@example.com'),
	extension: buildMode('By Extension', 'extension', 'e.g. pdf'),
	invitation: buildMode('By Invitation', 'invitation'),
	macAddress: buildMode('By MAC Address', 'macAddress', 'e.g. A4:83:E7:12:34:56'),
	serialNumber: buildMode('By Serial Number', 'serialNumber', 'e.g. C02XK1JDJGH5'),
	udid: buildMode('By UDID', 'udid'),
	uuid: buildMode('By UUID', 'uuid'),
};

/** Modes for values that are neither the ID nor in a lookup, by the last part of their field. */
const FIELD_MODES: Record<string, INodePropertyMode> = {
	managementId: buildMode('By Management ID', 'managementId', 'e.g. {{ $json.managementId }}'),
};

function buildModes({ resource, objects }: Listable): INodePropertyMode[] {
	const supported = { ...objects.lookups, ...objects.paths };
	const list = buildMode('From List', 'list');
	return [
		{
			...list,
			type: 'list',
			typeOptions: { searchListMethod: searchMethodName(resource.value), searchable: true },
		},
		buildMode('By ID', 'id', objects.idIsText === true ? 'e.g. 1f3c5b7a' : 'e.g. 12'),
		buildMode('By Name', 'name'),
		...Object.values(LOOKUP_MODES).filter(({ name }) => Object.hasOwn(supported, name)),
	];
}

function buildMode(displayName: string, name: string, placeholder?: string): INodePropertyMode {
	const named = { displayName, name, ...(placeholder !== undefined && { placeholder }) };
	return { ...named, type: 'string' };
}
