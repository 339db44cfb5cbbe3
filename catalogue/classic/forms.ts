/** The forms of bodies, flattened from the elements. */

import type { ElementRow } from '../../nodes/shared/catalogue/elements';
import type { FieldRow } from '../../nodes/shared/catalogue/types';
import type { ApiDocument, Schema } from '../document';
import { fieldsOf } from '../fields';
import type { ClassicOverlay, ClassicResourceOverlay } from './overlay';

/** The events of webhooks are a list to choose from. */
const MOST_OPTIONS = 25;

const PLAIN: ApiDocument = { operations: [], resolve: (schema) => schema ?? {} };

/** Lists are JSON. An update has the form of create, in which nothing is required then: what is not given stays (facts 5.2). */
export function formOf(
	elements: ElementRow[],
	{ fields: order = [] }: ClassicResourceOverlay,
	{ words, labels, omitted, references }: ClassicOverlay,
): FieldRow[] {
	const left = (name: string) =>
		name === 'id' ||
		name === 'general.id' ||
		isNameOfReference(name, references) ||
		omitted.includes(name.split('.').at(-1) ?? '');
	return fieldsOf(PLAIN, objectSchema(elements), left, {
		words,
		references,
		labels,
		order,
		required: [],
		partial: false,
		join: joinLabels,
		mostOptions: MOST_OPTIONS,
		defaults: {},
	});
}

function objectSchema(elements: ElementRow[]): Schema {
	return {
		type: 'object',
		properties: Object.fromEntries(elements.map((element) => [element.name, schemaOf(element)])),
		required: elements.filter(isRequired).map(({ name }) => name),
	};
}

/** An object is required when anything in it is. */
function isRequired({ required, of = [], item, repeated }: ElementRow): boolean {
	return required === true || (item === undefined && !repeated && of.some(isRequired));
}

function schemaOf({ type, of, item, repeated, options, readOnly, secret }: ElementRow): Schema {
	if (item !== undefined || repeated) return { type: 'array', readOnly };
	if (of !== undefined) return { ...objectSchema(of), readOnly };
	return {
		type: type === 'boolean' || type === 'number' ? type : 'string',
		enum: options,
		readOnly,
		format: secret ? 'password' : undefined,
	};
}

/** `Self Service: Description` for the description within; what is general is not said to be. */
function joinLabels(labels: string[]): string {
	return labels
		.map((label, at) => {
			const before = `${labels[at - 1]} `;
			return at > 0 && label.startsWith(before) ? label.slice(before.length) : label;
		})
		.filter((label, at) => at > 0 || labels.length === 1 || label !== 'General')
		.join(': ');
}

/** An object that is chosen by its ID needs no name beside it. */
function isNameOfReference(name: string, references: Record<string, string>): boolean {
	const [object, last] = name.split('.').slice(-2);
	return last === 'name' && `${object}.id` in references;
}
