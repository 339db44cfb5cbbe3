import type { INodeProperties } from 'n8n-workflow';
import type { ParameterRow } from '../catalogue/types';

/** A query parameter as a property; `strings` is a text with commas. */
export function parameter({
	name,
	as,
	label,
	type,
	options,
	required,
	hint,
	placeholder,
}: ParameterRow): INodeProperties {
	const shared = {
		displayName: label,
		name: as ?? name,
		...(required === true && { required }),
		...(hint !== undefined && { hint }),
		...(placeholder !== undefined && { placeholder }),
	};
	switch (type) {
		case 'boolean':
			return { ...shared, type, default: false, description: `Whether to turn on "${label}" of Jamf's request` };
		case 'number':
			return { ...shared, type, default: 0 };
		case 'options':
			return { ...shared, type, options: choices(options), default: choices(options)[0]?.value ?? '' };
		case 'multiOptions':
			return { ...shared, type, options: choices(options), default: [] };
		case 'strings':
			return { ...shared, type: 'string', default: '', description: 'Several are separated by commas' };
		default:
			return { ...shared, type, default: '' };
	}
}

/** Values of an enumeration as people read them, in the order of their names. */
export function choices(values: ReadonlyArray<string | number> = []): Array<{ name: string; value: string | number }> {
	return values.map((value) => ({ name: spell(value), value })).sort((a, b) => a.name.localeCompare(b.name));
}

/** `LATEST_MAJOR` is "Latest Major"; other values are told as they are. */
function spell(value: string | number): string {
	const text = String(value);
	if (!/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(text) || text.length <= 4) return text;
	return text
		.split('_')
		.map((word) => word.charAt(0) + word.slice(1).toLowerCase())
		.join(' ');
}
