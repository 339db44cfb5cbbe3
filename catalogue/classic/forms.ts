/** Builds the forms of bodies by flattening the elements. */

import type { ElementRow } from '../../nodes/shared/catalogue/elements';
import type { FieldRow } from '../../nodes/shared/catalogue/types';
import type { ApiDocument, Schema } from '../document';
import { buildForm } from '../fields';
import type { ClassicOverlay, ClassicResourceOverlay } from './overlay';

/** More than in the Jamf Pro API, so that the events of webhooks are a list to choose from. */
const MAX_OPTIONS = 25;

/** More than in the Jamf Pro API: a policy has over a hundred fields, which sections keep readable. */
const MAX_FIELDS = 130;

const PLAIN: ApiDocument = { version: '', operations: [], resolve: (schema) => schema ?? {} };

/** Lists are JSON. Create and update share a form; an update requires none of its fields, because omitted ones stay unchanged (jamf-behavior 5.2). */
export function buildClassicForm(
	elements: ElementRow[],
	{ fields: order = [], whole = [] }: ClassicResourceOverlay,
	{ words, labels, omitted, references }: ClassicOverlay,
): FieldRow[] {
	const left = (name: string) =>
		/^((general|connection)\.)?id$/.test(name) ||
		isNameOfReference(name, references) ||
		omitted.includes(name.split('.').at(-1) ?? '');
	const parts = elements.map((element) => (whole.includes(element.name) ? { ...element, of: [] } : element));
	return buildForm(PLAIN, toObjectSchema(parts), left, {
		words,
		references,
		labels,
		order,
		required: [],
		partial: false,
		join: joinLabels,
		maxFields: MAX_FIELDS,
		maxOptions: MAX_OPTIONS,
		defaults: {},
	});
}

function toObjectSchema(elements: ElementRow[]): Schema {
	return {
		type: 'object',
		properties: Object.fromEntries(elements.map((element) => [element.name, toSchema(element)])),
		required: elements.filter(isRequired).map(({ name }) => name),
	};
}

/** An object is required if any element in it is. */
function isRequired({ required, of = [], item, repeated }: ElementRow): boolean {
	return required === true || (item === undefined && !repeated && of.some(isRequired));
}

function toSchema({ type, of, item, repeated, options, readOnly, secret }: ElementRow): Schema {
	if (item !== undefined || repeated) return { type: 'array', readOnly, items: { type } };
	// An object that contains only lists, such as exclusions, is one JSON field.
	if (of?.every((inner) => inner.item !== undefined)) return { type: 'object', readOnly };
	if (of !== undefined) return { ...toObjectSchema(of), readOnly };
	return {
		type: type === 'boolean' || type === 'number' ? type : 'string',
		enum: options,
		readOnly,
		format: secret ? 'password' : undefined,
	};
}

/** `Self Service: Description`, `Site ID`: without words that repeat the previous part, and without a leading General. */
function joinLabels(labels: string[]): string {
	const joined = labels
		.map((label, at) => withoutRepetition(label, labels[at - 1]))
		.filter((label, at) => at > 0 || labels.length === 1 || label !== 'General')
		.join(': ');
	return joined
		.replace(/: ID$/, ' ID')
		.replace(/ [a-z]+$/, (last) => ` ${last.charAt(1).toUpperCase()}${last.slice(2)}`);
}

function withoutRepetition(label: string, before: string | undefined): string {
	const repeated = [before, before?.replace(/s$/, '')].find(
		(text) => text !== undefined && label.startsWith(`${text} `),
	);
	const rest = repeated === undefined ? '' : label.slice(repeated.length + 1);
	return /^[A-Z][a-z]/.test(rest) ? rest : label;
}

/** Whether a field is the name of an object that the form already selects by its ID. */
function isNameOfReference(name: string, references: Record<string, string>): boolean {
	const [object, last] = name.split('.').slice(-2);
	return last === 'name' && `${object}.id` in references;
}
