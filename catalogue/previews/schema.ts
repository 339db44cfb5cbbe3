/** JSON Schema, as far as n8n's editor reads it to show the fields of an item before anything ran. */

export interface PreviewSchema {
	type: 'array' | 'boolean' | 'number' | 'object' | 'string';
	properties?: Record<string, PreviewSchema>;
	items?: PreviewSchema;
	/** Whether the names of fields depend on the object. */
	additionalProperties?: true;
}

export const TEXT: PreviewSchema = { type: 'string' };

/** An object with these fields. Without any, its fields are not known. */
export function objectOf(properties: Record<string, PreviewSchema>): PreviewSchema {
	return Object.keys(properties).length > 0 ? { type: 'object', properties } : { type: 'object' };
}

/** The item that n8n shows for a value of this kind, as `toItems` makes it: arrays are items, text is a field. */
export function toItem(schema: PreviewSchema): PreviewSchema {
	if (schema.type === 'array') return toItem(schema.items ?? TEXT);
	return schema.type === 'object' ? schema : objectOf({ data: schema });
}
