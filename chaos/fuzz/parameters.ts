import fc from 'fast-check';
import type { INodeProperties } from 'n8n-workflow';
import type { FieldRow } from '../../nodes/shared/catalogue/types';
import { hostile, texts } from './values';

/** Generates the values of a form, most of which are valid. */
export function generateParameters(
	properties: readonly INodeProperties[],
	fields: readonly FieldRow[],
): fc.Arbitrary<Record<string, unknown>> {
	const arbitraries = Object.fromEntries(
		properties.map((property) => [property.name, generateValue(property, fields)]),
	);
	return fc.record(arbitraries);
}

const mixed = (good: fc.Arbitrary<unknown>, bad: fc.Arbitrary<unknown> = hostile): fc.Arbitrary<unknown> =>
	fc.oneof({ weight: 2, arbitrary: good }, { weight: 1, arbitrary: bad });

function generateValue(property: INodeProperties, fields: readonly FieldRow[]): fc.Arbitrary<unknown> {
	const { type, options = [], name, default: initial } = property;
	switch (type) {
		case 'resourceLocator':
			return mixed(fc.constant({ __rl: true, mode: 'id', value: '1' }), fc.oneof(locators, hostile));
		case 'resourceMapper':
			return mixed(
				fc.constant({ mappingMode: 'defineBelow', value: createValidBody(fields) }),
				fc.oneof(mappings(fields), hostile),
			);
		case 'fixedCollection':
			return mixed(fc.constant({}), fc.oneof(generateGroups(options, fields), hostile));
		case 'collection':
			return mixed(fc.constant({}), fc.oneof(generateParameters(keepProperties(options), fields), hostile));
		case 'options':
		case 'multiOptions': {
			const values = options.flatMap((option) => ('value' in option ? [option.value] : []));
			const any = values.length === 0 ? fc.constant(initial) : fc.constantFrom(...values);
			return mixed(type === 'options' ? any : fc.array(any, { maxLength: 3 }));
		}
		case 'number':
			return mixed(fc.integer({ min: 1, max: 300 }));
		case 'boolean':
			return mixed(fc.boolean());
		case 'json':
			return mixed(fc.constant(JSON.stringify(createValidBody(fields))), fc.oneof(hostile, fc.json()));
		default:
			return mixed(fc.constant(name === 'binaryPropertyName' ? 'data' : String(initial || 'x')));
	}
}

const keepProperties = (options: readonly object[]): INodeProperties[] =>
	options.filter((option): option is INodeProperties => 'type' in option);

const locators = fc.record({
	__rl: fc.constant(true),
	mode: fc.oneof(fc.constantFrom('id', 'list', 'name', 'serialNumber', 'udid', 'url'), hostile),
	value: hostile,
});

/** A resource mapper as n8n stores it, with known and unknown fields. */
const mappings = (fields: readonly FieldRow[]) =>
	fc.record({
		mappingMode: fc.constant('defineBelow'),
		value: fc.dictionary(fc.oneof(texts, fc.constantFrom('name', ...fields.map(({ name }) => name))), hostile, {
			maxKeys: 5,
		}),
	});

/** Fixed collections, such as `{ conditions: [{ field, operator, value }] }`. */
function generateGroups(options: readonly object[], fields: readonly FieldRow[]): fc.Arbitrary<unknown> {
	const groups = options.flatMap((option) =>
		'values' in option && 'name' in option ? [option as { name: string; values: INodeProperties[] }] : [],
	);
	return fc.record(
		Object.fromEntries(
			groups.map(({ name, values }) => [
				name,
				fc.oneof(
					fc.array(fc.oneof(generateParameters(values, fields), hostile), { maxLength: 3 }),
					generateParameters(values, fields),
					hostile,
				),
			]),
		),
	);
}

/** Every required field with a valid value. */
function createValidBody(fields: readonly FieldRow[]): Record<string, unknown> {
	const required = fields.filter((field) => field.required);
	const chosen = required.length > 0 ? required : fields.slice(0, 1);
	return Object.fromEntries(chosen.map((field) => [field.name, createValidValue(field)]));
}

function createValidValue({ type, options }: FieldRow): unknown {
	if (type === 'number') return 1;
	if (type === 'boolean') return true;
	if (type === 'json') return '{}';
	if (type === 'dateTime') return '2026-01-01T00:00:00Z';
	return options?.[0] ?? 'x';
}
