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
	const typeOptions = { searchListMethod: searchMethod(resource.value), searchable: true };
	const modes: INodePropertyMode[] = [
		{ displayName: 'From List', name: 'list', type: 'list', placeholder: `Select ${resource.noun}`, typeOptions },
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: objects.idIsText ? 'e.g. 5f2c…' : 'e.g. 12' },
		{ displayName: 'By Name', name: 'name', type: 'string' },
	];
	if (objects.lookups?.serialNumber !== undefined) {
		modes.push({
			displayName: 'By Serial Number',
			name: 'serialNumber',
			type: 'string',
			placeholder: 'e.g. C02XK1JDJGH5',
		});
	}
	if (objects.lookups?.udid !== undefined) modes.push({ displayName: 'By UDID', name: 'udid', type: 'string' });
	return modes;
}
