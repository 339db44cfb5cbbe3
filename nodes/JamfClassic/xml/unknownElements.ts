import { isObject } from '../../shared/parameters/propertyPath';
import type { ElementRow } from '../../shared/catalogue/elements';
import { closestMatches } from '../../shared/parameters/didYouMean';
import { UnsupportedValueError } from './serializeScalar';
import { isEmpty, isStoredUnknown, serializeRaw, type Stored, storedChild } from './storedObject';
import type { Target } from './target';
import { element, serializeUntyped } from './untypedXml';

interface Given {
	name: string;
	value: unknown;
	/** Path of the object that contains the element. */
	path: string;
	rows: readonly ElementRow[];
	/** The stored version of that object. */
	stored: Stored | undefined;
}

export interface Unknown {
	xml: string;
	/** `kept`: sent back unchanged. `omitted`: not sent, because the server keeps it or it is not writable. */
	outcome: 'kept' | 'omitted' | 'sent';
}

const OMITTED: Unknown = { xml: '', outcome: 'omitted' };

/**
 * Serializes an element that is not in the rows. If the stored object contains the same, the server is newer than the rows, and the element
 * is sent back unchanged, unless its name suggests a secret or a placeholder for one.
 *
 * @throws UnsupportedValueError when the stored object does not contain it
 */
export function serializeUnknown(given: Given, target: Target): Unknown {
	const { name, value, path, rows, stored } = given;
	const at = path === '' ? name : `${path}.${name}`;
	const own = storedChild(stored, name);
	if (own !== undefined && isStoredUnknown(value, own, name)) {
		if (target.omitUnknown === true || /password|secret|token|sha256/i.test(name)) return OMITTED;
		return { xml: serializeRaw(name, own.raw, at), outcome: 'kept' };
	}
	if (!target.sendUnknown) rejectUnknown(name, rows, path);
	return { xml: serializeGiven(name, value, at, own), outcome: 'sent' };
}

/** JSON does not contain the XML element name of list entries. The stored list does, if it has entries. */
function serializeGiven(name: string, value: unknown, path: string, own: Stored | undefined): string {
	if (!Array.isArray(value)) return serializeUntyped(name, value, path);
	const items = isObject(own?.raw) ? Object.keys(own.raw).filter((each) => each !== 'size') : [];
	if (items.length === 1 && items[0] !== undefined) {
		return element(name, serializeUntyped(items[0], value, path));
	}
	if (isEmpty(value)) return element(name, '');
	throw new UnsupportedValueError(
		`The node does not know what the entries of ${path} are called in XML.`,
		`Nothing was sent. Use an object with the name of an entry, such as { "${name}": { "entry": [ … ] } }, or XML.`,
	);
}

function rejectUnknown(name: string, rows: readonly ElementRow[], path: string): never {
	const names = rows.filter(({ readOnly }) => readOnly !== true).map((row) => row.name);
	const similar = closestMatches(name, names);
	const known =
		similar.length > 0 ? `Did you mean ${similar.join(', ')}?` : `Known fields: ${names.slice(0, 20).join(', ')}.`;
	throw new UnsupportedValueError(
		`There is no field "${name.slice(0, 60)}"${path === '' ? '' : ` in ${path}`}: Jamf would drop it.`,
		`Nothing was sent. ${known} To send it anyway, turn on the option Send Unknown Fields.`,
	);
}
