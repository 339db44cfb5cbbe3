import { isObject } from './propertyPath';

const LIST = 'extensionAttributes';

/** The sections of a device with extension attributes, each with those that Jamf displays in it (jamf-behavior 3.5). */
const SECTIONS = new Set([
	'EXTENSION_ATTRIBUTES',
	'GENERAL',
	'HARDWARE',
	'OPERATING_SYSTEM',
	'PURCHASING',
	'USER_AND_LOCATION',
]);

/** The extension attribute that a field names: `Asset Owner` for `extensionAttributes.Asset Owner`. */
export function findAttributeName(field: string): string | undefined {
	return field.startsWith(`${LIST}.`) ? field.slice(LIST.length + 1) : undefined;
}

export function hasAttributes(section: string): boolean {
	return SECTIONS.has(section);
}

/**
 * The value of the extension attribute with this name in any section of a device: text, a list if there are several values, or `null`.
 * `undefined` if the device does not have the attribute.
 */
export function readAttribute(device: unknown, name: string): unknown {
	if (!isObject(device)) return undefined;
	const places = [device, ...Object.values(device).filter(isObject)];
	const all = places.flatMap(({ [LIST]: attributes }) => (Array.isArray(attributes) ? (attributes as unknown[]) : []));
	const found = all.filter(isObject).find((attribute) => attribute.name === name);
	if (found === undefined) return undefined;
	const values: unknown[] = [found.values ?? found.value ?? []].flat();
	return values.length > 1 ? values : (values[0] ?? null);
}
