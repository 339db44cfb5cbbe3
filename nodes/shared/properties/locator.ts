import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';
import { findListable, type Listable } from '../catalogue/find';
import type { Catalogue, ParameterRow } from '../catalogue/types';

/** The method behind From List for the objects of a resource. */
export function searchMethod(resource: string): string {
	return `search${resource.charAt(0).toUpperCase()}${resource.slice(1)}`;
}

/** An object that an operation works on: a resource locator where its list is known, else a text. */
export function objectPicker(
	catalogue: Catalogue,
	{ name, as, label, of, hint, placeholder }: ParameterRow,
): INodeProperties {
	const shared = { displayName: label, name: as ?? name, required: true, ...(hint !== undefined && { hint }) };
	const listable = of === undefined ? undefined : findListable(catalogue, of);
	if (listable === undefined) {
		return { ...shared, type: 'string', default: '', ...(placeholder !== undefined && { placeholder }) };
	}
	return { ...shared, type: 'resourceLocator', default: { mode: 'list', value: '' }, modes: modesOf(listable) };
}

function modesOf({ resource, objects }: Listable): INodePropertyMode[] {
	const { serialNumber, udid } = objects.lookups ?? {};
	const list = mode('From List', 'list', `Select ${resource.noun}`);
	return [
		{
			...list,
			type: 'list',
			typeOptions: { searchListMethod: searchMethod(resource.value), searchable: true },
		},
		mode('By ID', 'id', objects.idIsText === true ? 'e.g. 1f3c5b7a' : 'e.g. 12'),
		mode('By Name', 'name'),
		...(serialNumber === undefined ? [] : [mode('By Serial Number', 'serialNumber', 'e.g. C02XK1JDJGH5')]),
		...(udid === undefined ? [] : [mode('By UDID', 'udid')]),
	];
}

function mode(displayName: string, name: string, placeholder?: string): INodePropertyMode {
	const named = { displayName, name, ...(placeholder !== undefined && { placeholder }) };
	return { ...named, type: 'string' };
}
