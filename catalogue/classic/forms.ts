/** The forms of bodies, flattened from the elements. */

import type { ElementRow } from '../../nodes/shared/catalogue/elements';
import type { FieldRow } from '../../nodes/shared/catalogue/types';
import type { ApiDocument, Schema } from '../document';
import { buildForm } from '../fields';
import type { ClassicOverlay, ClassicResourceOverlay } from './overlay';

/** The events of webhooks are a list to choose from. */
const MAX_OPTIONS = 25;

/** Sections make long forms readable; of a policy there are more than a hundred fields. */
const MAX_FIELDS = 130;

const PLAIN: ApiDocument = { version: '', operations: [], resolve: (schema) => schema ?? {} };

/** Lists are JSON. An update has the form of create, in which nothing is required then: what is not given stays (facts 5.2). */
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

/** An object is required when anything in it is. */
function isRequired({ required, of = [], item, repeated }: ElementRow): boolean {
	return required === true || (item === undefined && !repeated && of.some(isRequired));
}

function toSchema({ type, of, item, repeated, options, readOnly, secret }: ElementRow): Schema {
	if (item !== undefined || repeated) return { type: 'array', readOnly };
	// What holds nothing but lists, such as exclusions, is given as a whole.
	if (of?.every((inner) => inner.item !== undefined)) return { type: 'object', readOnly };
	if (of !== undefined) return { ...toObjectSchema(of), readOnly };
	return {
		type: type === 'boolean' || type === 'number' ? type : 'string',
		enum: options,
		readOnly,
		format: secret ? 'password' : undefined,
	};
}

/** `Self Service: Description`, `Site ID`: no part says again what the one before it said, and General is not said. */
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
	const said = [before, before?.replace(/s$/, '')].find((text) => text !== undefined && label.startsWith(`${text} `));
	const rest = said === undefined ? '' : label.slice(said.length + 1);
	return /^[A-Z][a-z]/.test(rest) ? rest : label;
}

/** An object that is chosen by its ID needs no name beside it. */
function isNameOfReference(name: string, references: Record<string, string>): boolean {
	const [object, last] = name.split('.').slice(-2);
	return last === 'name' && `${object}.id` in references;
}
