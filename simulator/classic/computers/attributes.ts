import type { Computer, Fleet, Section } from '../../fleet/computer';
import { SECTIONS } from '../../fleet/sections';
import { isObject, type Json, type JsonObject } from '../../json';
import type { ClassicObject } from '../tree';
import { asObject, str } from './inventoryFields';

/** Pro spreads extension attributes over these sections, Classic has one list (jamf-behavior 3.5). */
const PLACES: readonly Section[] = ['GENERAL', 'HARDWARE', 'OPERATING_SYSTEM', 'PURCHASING', 'USER_AND_LOCATION'];

const listOf = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

export function attributesOf(fleet: Fleet, computer: Computer): ClassicObject[] {
	const scattered = fleet
		.sections(computer, PLACES)
		.flatMap((section) => listOf(asObject(section).extensionAttributes));
	return [...scattered, ...listOf(fleet.section(computer, 'EXTENSION_ATTRIBUTES'))]
		.map(({ definitionId, name, dataType, values }) => ({
			id: Number(definitionId),
			name: str(name),
			type: dataType === 'INTEGER' ? 'Number' : dataType === 'DATE_TIME' ? 'Date' : 'String',
			value: Array.isArray(values) ? str(values[0]) : '',
		}))
		.sort((a, b) => a.id - b.id);
}

/** Changes to Pro's record that set these attributes. */
export function attributeChanges(fleet: Fleet, computer: Computer, given: Json | undefined): JsonObject {
	const values = new Map(listOf(given).map(({ id, value }) => [String(id), str(value)]));
	const withValues = (attributes: JsonObject[]): JsonObject[] =>
		attributes.map((attribute) => {
			const value = values.get(String(attribute.definitionId));
			return value === undefined ? attribute : { ...attribute, values: value === '' ? [] : [value] };
		});
	const scattered = PLACES.map((place): [string, JsonObject] => {
		const { extensionAttributes } = asObject(fleet.section(computer, place));
		return [SECTIONS[place].key, { extensionAttributes: withValues(listOf(extensionAttributes)) }];
	});
	const root = listOf(fleet.section(computer, 'EXTENSION_ATTRIBUTES'));
	return { ...Object.fromEntries(scattered), extensionAttributes: withValues(root) };
}
