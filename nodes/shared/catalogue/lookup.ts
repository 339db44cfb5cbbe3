import { createRequire } from 'node:module';
import type { Elements } from './elements';
import classicRows from './generated/classic.json';
import proRows from './generated/pro.json';
import type { Catalogue, Fields } from './types';

/** The rows of the Jamf Pro API. */
export const pro = proRows as unknown as Catalogue;

/** The rows of the Classic API. */
export const classic = classicRows as unknown as Catalogue;

/** Loads a file when it is first needed. n8n would read imported ones at startup. */
const load = createRequire(__filename);

let fields: Fields | undefined;
let classicForms: Fields | undefined;
let elements: Elements | undefined;
let listLabels: Record<string, string> | undefined;

/** The body fields of the Jamf Pro API; read when a form is opened, not when n8n loads the package. */
export function proFields(): Fields {
	fields ??= load('./generated/proFields.json') as Fields;
	return fields;
}

/** The labels of the fields that lists of the Jamf Pro API are filtered and sorted by, by name; read when first needed. */
export function proListLabels(): Readonly<Record<string, string>> {
	listLabels ??= load('./generated/proListLabels.json') as Record<string, string>;
	return listLabels;
}

/** The body fields of the Classic API; read when first needed. */
export function classicFields(): Fields {
	classicForms ??= load('./generated/classicFields.json') as Fields;
	return classicForms;
}

/** The elements of Classic objects; read when first needed. */
export function classicElements(): Elements {
	elements ??= load('./generated/classicElements.json') as Elements;
	return elements;
}
