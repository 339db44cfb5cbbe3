import path from 'node:path';
import { buildPreviews } from '../../catalogue/previews/build';

interface Schema {
	type: string;
	properties?: Record<string, Schema>;
	items?: Schema;
}

const previews = buildPreviews(path.join(__dirname, '../..')) as Record<string, Schema>;

/** What an item has that its preview does not announce: unknown fields and other types. Empty values fit every type. */
export function findUnannounced(node: 'JamfClassic' | 'JamfPro', name: string, item: unknown): string[] {
	const schema = previews[`${node}/__schema__/v1.0.0/${name.replace('.', '/')}.json`];
	return schema === undefined ? [`${name} has no preview`] : compare(item, schema, '');
}

function compare(value: unknown, { type, properties, items }: Schema, at: string): string[] {
	if (value === null || value === undefined || value === '') return [];
	const actual = Array.isArray(value) ? 'array' : typeof value;
	if (actual !== type) return [`${at} is of type ${actual}, not ${type}`];
	if (Array.isArray(value)) return items === undefined ? [] : value.flatMap((each) => compare(each, items, `${at}[]`));
	if (actual !== 'object' || properties === undefined) return [];
	return Object.entries(value).flatMap(([name, each]) => {
		const own = properties[name];
		return own === undefined ? [`${at}.${name} is not announced`] : compare(each, own, `${at}.${name}`);
	});
}
