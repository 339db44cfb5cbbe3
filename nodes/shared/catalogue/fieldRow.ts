/** Body fields by `resource.operation`; a text stands for another key with the same fields. */
export type Fields = Record<string, FieldRow[] | string>;

/** One field of a body, in the order of the form: required ones first. */
export interface FieldRow {
	/** Dots lead into nested objects, which the fields are put together into. */
	name: string;
	label: string;
	type: 'boolean' | 'dateTime' | 'json' | 'number' | 'options' | 'string';
	/** At most 20. */
	options?: Array<string | number>;
	/** In a body with `merge` or `partial` it need not be given all the same: the object that is there has it. */
	required?: true;
	/** Resource whose object's ID it is. */
	of?: string;
	/** Text that must not be shown: passwords, keys. */
	secret?: true;
	/** JSON that is an array. */
	list?: true;
	/** Text that can have several lines: height of its input. */
	lines?: number;
}
