import type { Elements } from './elements';
import { readGenerated } from './readGenerated';
import type { Catalogue, Fields } from './types';

/** The rows of the Jamf Pro API. */
export const pro = readGenerated('pro') as Catalogue;

/** The rows of the Classic API. */
export const classic = readGenerated('classic') as Catalogue;

let fields: Fields | undefined;
let classicForms: Fields | undefined;
let elements: Elements | undefined;
let listLabels: Record<string, string> | undefined;

/** The body fields of the Jamf Pro API; read when a form is opened, not when n8n loads the package. */
export function proFields(): Fields {
	fields ??= readGenerated('proFields') as Fields;
	return fields;
}

/** The labels of the fields that lists of the Jamf Pro API are filtered and sorted by, by name; read when first needed. */
export function proListLabels(): Readonly<Record<string, string>> {
	listLabels ??= readGenerated('proListLabels') as Record<string, string>;
	return listLabels;
}

/** The body fields of the Classic API; read when first needed. */
export function classicFields(): Fields {
	classicForms ??= readGenerated('classicFields') as Fields;
	return classicForms;
}

/** The elements of Classic objects; read when first needed. */
export function classicElements(): Elements {
	elements ??= readGenerated('classicElements') as Elements;
	return elements;
}
