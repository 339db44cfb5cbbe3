import type { ElementRow } from '../../shared/catalogue/elements';
import { closestMatches } from '../../shared/parameters/didYouMean';
import { InputError } from '../../shared/transport/errors/errors';
import { document, element, serializeUntyped } from './untypedXml';
import { serializeScalar } from './serializeScalar';

type Json = Record<string, unknown>;

interface Target {
	root: string;
	rows: readonly ElementRow[];
	/** A new object: what is required must be there. A change sends some sections only (jamf-behavior 5.2). */
	isNew: boolean;
	/** Send elements that the rows do not know, behind the others. */
	sendUnknown: boolean;
}

/**
 * XML of an object in the shape that reading gives, with or without its root around it; elements in the order of the rows, those
 * that only the server writes left out.
 *
 * @throws InputError with the place of what Jamf would drop, replace or refuse
 */
export function serializeDocument(value: unknown, target: Target): string {
	const { root, rows } = target;
	const inner = isObject(value) && Object.keys(value).join() === root && !rows.some(({ name }) => name === root);
	return document(element(root, writeFields(inner ? value[root] : value, rows, '', target)));
}

function writeFields(value: unknown, rows: readonly ElementRow[], place: string, target: Target): string {
	if (place !== '' && (value === null || value === '')) return '';
	if (!isObject(value)) throw misfit(place || target.root, 'an object');
	const unknown = Object.keys(value).filter((name) => !rows.some((row) => row.name === name));
	if (!target.sendUnknown) for (const name of unknown) refuseUnknown(name, rows, place);
	const at = (name: string) => (place === '' ? name : `${place}.${name}`);
	const known = rows.map((row) => {
		const given = Object.hasOwn(value, row.name) ? value[row.name] : undefined;
		const lacking = target.isNew && isEmpty(given) ? requiredIn(row) : undefined;
		if (lacking !== undefined) throw missing(at(lacking));
		const isSaid = row.unless !== undefined && value[row.unless] !== undefined;
		return given === undefined || row.readOnly === true || isSaid ? '' : writeElement(given, row, at(row.name), target);
	});
	return [...known, ...unknown.map((name) => serializeUntyped(name, value[name], at(name)))].join('');
}

function writeElement(value: unknown, row: ElementRow, place: string, target: Target): string {
	const { name, item, repeated } = row;
	if (item === undefined && repeated !== true) return element(name, writeContent(value, row, place, target));
	if (value === null) return repeated === true ? '' : element(name, '');
	if (!Array.isArray(value)) throw misfit(place, 'a list');
	const entries = (repeated === true ? truthLast(value) : value).map((entry, index) =>
		element(item ?? name, writeContent(entry, row, `${place}[${index}]`, target)),
	);
	return repeated === true ? entries.join('') : element(name, entries.join(''));
}

/**
 * The server says twice whether and where Self Service notifies, and takes the last of the two for whether: a text there turns it
 * off (found by Jamf's own SDK for Go, on the wire). It reads them the other way round.
 */
function truthLast(values: readonly unknown[]): unknown[] {
	const isTruth = (value: unknown) => /^(true|false)$/.test(String(value));
	return [...values.filter((value) => !isTruth(value)), ...values.filter(isTruth)];
}

function writeContent(value: unknown, row: ElementRow, place: string, target: Target): string {
	return row.of === undefined ? serializeScalar(value, row, place) : writeFields(value, row.of, place, target);
}

function refuseUnknown(name: string, rows: readonly ElementRow[], place: string): void {
	const names = rows.filter(({ readOnly }) => readOnly !== true).map((row) => row.name);
	const similar = closestMatches(name, names);
	const known =
		similar.length > 0 ? `Did you mean ${similar.join(', ')}?` : `Known are ${names.slice(0, 20).join(', ')}.`;
	throw new InputError(
		`There is no field "${name.slice(0, 60)}"${place === '' ? '' : ` in ${place}`}: Jamf would drop it without a word.`,
		`Nothing was sent. ${known} To send it all the same, turn on the option Send Unknown Fields.`,
	);
}

function misfit(place: string, wanted: string): InputError {
	return new InputError(`${place} must be ${wanted}.`, 'Nothing was sent. Give it in the shape that Get returns.');
}

function missing(place: string): InputError {
	return new InputError(
		`The field ${place} is missing.`,
		'Nothing was sent. Jamf cannot create the object without it.',
	);
}

/** The first required element in a row: it, or one inside of it. A list may be left out with what its entries need. */
function requiredIn({ name, required, of = [], item, repeated }: ElementRow): string | undefined {
	if (required === true) return name;
	if (item !== undefined || repeated === true) return undefined;
	const [inner] = of.flatMap((row) => requiredIn(row) ?? []);
	return inner === undefined ? undefined : `${name}.${inner}`;
}

function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}

function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
