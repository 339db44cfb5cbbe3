import type { IDataObject } from 'n8n-workflow';
import { describeField, toFieldMode } from '../parameters/fieldMode';
import type { Locator } from '../parameters/itemParameters';
import { quoteRsql } from '../parameters/rsql';
import type { JamfClient } from '../transport/client';
import { InputError, NotFoundError } from '../transport/errors/errors';
import { fieldText, normalizeKey, preferExactMatch } from './lookupIndex';
import { type LookupSource, readId, readObjects, readTitle, toFilterField } from './resolveId';

/** Values in one filter, and the number to list in an error. */
const MAX_VALUES = 50;
const MAX_LISTED = 20;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An object that was identified by something other than the field. */
export interface FoundField {
	/** The value of the field. */
	value: string;
	id?: string;
	name?: string;
}

/**
 * Resolves a resource locator to a field of the object other than its ID, or to the value itself.
 *
 * @throws InputError when it does not match exactly one object that has the field
 */
export async function resolveField(
	jamf: JamfClient,
	objects: LookupSource,
	field: string,
	{ mode, value }: Locator,
): Promise<string> {
	const { noun } = objects.resource;
	if (value === '')
		throw new InputError(`No ${noun} is selected.`, 'Select one from the list, or enter its ID or name.');
	// Workflows that were saved before the locator have a text, which is the value itself.
	const isValue = mode === 'id' && UUID.test(value);
	const [found] = await resolveFields(jamf, objects, field, isValue ? toFieldMode(field) : mode, [value]);
	return found?.value ?? value;
}

/**
 * The value of a field for each object, in the order of the values that identify them.
 *
 * @param by a mode of the resource locator: `id`, `list`, `name`, `serialNumber`, `udid`, or that of the field, whose values are not checked
 * @throws InputError when a value does not match exactly one object that has the field
 */
export async function resolveFields(
	jamf: JamfClient,
	objects: LookupSource,
	field: string,
	by: string,
	values: readonly string[],
): Promise<FoundField[]> {
	if (by === toFieldMode(field)) return values.map((value) => ({ value }));
	const key = findKey(objects, by);
	if (key.isNumber) assertNumbers(objects, values);
	const batches = Array.from({ length: Math.ceil(values.length / MAX_VALUES) }, (_, index) =>
		values.slice(index * MAX_VALUES, (index + 1) * MAX_VALUES),
	);
	const rows = (await Promise.all(batches.map(async (batch) => await readMatching(jamf, objects, key, batch)))).flat();
	const matches = values.map((value) => findMatches(rows, key.field, value));
	assertFound(
		objects,
		key,
		values.filter((_, index) => matches[index]?.length === 0),
	);
	return matches.map((found, index) => toField(objects, key, field, values[index] ?? '', found));
}

interface Key {
	field: string;
	label: string;
	isNumber: boolean;
}

function findKey({ objects, resource }: LookupSource, by: string): Key {
	if (by === 'id' || by === 'list') return { field: objects.idField ?? 'id', label: 'ID', isNumber: true };
	if (by === 'name') return { field: objects.titleField, label: 'name', isNumber: false };
	const lookup = by === 'serialNumber' || by === 'udid' ? objects.lookups?.[by] : undefined;
	if (lookup !== undefined) return { field: lookup, label: by === 'udid' ? 'UDID' : 'serial number', isNumber: false };
	throw new InputError(
		`Looking up ${resource.plural} by "${by.slice(0, 60)}" is not supported.`,
		'Nothing was sent. Choose another mode, such as By ID.',
	);
}

function assertNumbers({ resource }: LookupSource, values: readonly string[]): void {
	const wrong = values.find((value) => !/^\d+$/.test(value));
	if (wrong === undefined) return;
	throw new InputError(
		`"${wrong.slice(0, 60)}" is not a valid ID. IDs of ${resource.plural} are numbers.`,
		'Nothing was sent. To look it up by name or serial number, change how the device is identified.',
	);
}

async function readMatching(
	jamf: JamfClient,
	objects: LookupSource,
	key: Key,
	values: readonly string[],
): Promise<IDataObject[]> {
	const quoted = values.map(quoteRsql);
	const operation = quoted.length === 1 ? `==${quoted.join()}` : `=in=(${quoted.join(',')})`;
	return await readObjects(jamf, objects, toFilterField(objects, key.field) + operation, Infinity);
}

/** The server treats * as a wildcard (jamf-behavior 3.4) and may also return other objects. */
function findMatches(rows: readonly IDataObject[], field: string, value: string): IDataObject[] {
	const same = rows.filter((row) => normalizeKey(fieldText(row, field)) === normalizeKey(value));
	return preferExactMatch(same, (row) => fieldText(row, field), value);
}

function assertFound({ resource }: LookupSource, { label }: Key, missing: readonly string[]): void {
	if (missing.length === 0) return;
	const listed = missing.slice(0, MAX_LISTED).map((value) => `"${value.slice(0, 60)}"`);
	const others = missing.length > MAX_LISTED ? ` and ${missing.length - MAX_LISTED} others` : '';
	throw new NotFoundError(
		missing.length === 1
			? `There is no ${resource.noun} with the ${label} ${listed.join()}.`
			: `There are no ${resource.plural} whose ${label} is one of ${listed.join(', ')}${others}.`,
		'Nothing was sent. Check the spelling, or whether it is another type of device.',
	);
}

function toField(
	objects: LookupSource,
	{ label }: Key,
	field: string,
	given: string,
	found: readonly IDataObject[],
): FoundField {
	const { noun, plural } = objects.resource;
	const [row = {}, ...others] = found;
	const names = found.slice(0, MAX_LISTED).map((each) => `${readTitle(objects, each)} (ID ${readId(objects, each)})`);
	if (others.length > 0) {
		throw new InputError(
			`${found.length} ${plural} have the ${label} "${given.slice(0, 60)}": ${names.join(', ')}.`,
			'Nothing was sent. Identify it by its ID.',
		);
	}
	const value = fieldText(row, field);
	if (value !== '') return { value, id: readId(objects, row), name: readTitle(objects, row) };
	throw new InputError(
		`The ${noun} ${names.join()} has no ${describeField(field)}.`,
		'Nothing was sent. Jamf Pro does not manage it with MDM. Leave it out, or enroll it again.',
	);
}
