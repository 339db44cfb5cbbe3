/** Body fields by `resource.operation`. A string refers to another key with the same fields. */
export type Fields = Record<string, FieldRow[] | string>;

/** One field of a body. Fields have the order of the form, required ones first. */
export interface FieldRow {
	/** Dots separate the names of nested objects. */
	name: string;
	label: string;
	type: 'boolean' | 'dateTime' | 'json' | 'number' | 'options' | 'string';
	/** Up to 20 options. */
	options?: Array<string | number>;
	/** Optional nonetheless in a body with `merge` or `partial`, because the existing object has a value. */
	required?: true;
	/** Resource that the value is an ID of, or a list of IDs of; with `classic.` if only the Classic API lists its objects. */
	of?: string;
	/** Type of the IDs in a list. Default: text. */
	items?: 'number';
	/** What the server sets in a new object if the field is omitted. */
	default?: boolean | number | string;
	/** Text to mask in the form, such as a password or key. */
	secret?: true;
	/** Whether the JSON is an array. */
	list?: true;
	/** Height of the input, for text with several lines. */
	lines?: number;
}
