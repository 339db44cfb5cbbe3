import { isUtf8 } from 'node:buffer';
import type { ElementRow } from '../../shared/catalogue/elements';
import { UnsupportedValueError } from './serializeScalar';
import { isEmpty, isSame, type Stored } from './storedObject';

interface Context {
	/** The object that contains the element and its twin. */
	value: Record<string, unknown>;
	path: string;
	/** The stored element. */
	stored: Stored | undefined;
}

/**
 * @throws UnsupportedValueError when an element differs from the one that is sent instead of it, so that its value would be lost. An update
 * then reads the stored object, and accepts an element that still has its stored value: only the other one was changed.
 */
export function assertSameAsTwin(given: unknown, row: ElementRow, { value, path, stored }: Context): void {
	const { name, unless } = row;
	const twin = unless === undefined ? undefined : value[unless];
	if (unless === undefined || twin === undefined || isEmpty(given) || isEquivalent(given, twin, name)) return;
	if (stored !== undefined && isSame(given, stored.value)) return;
	const above = path.slice(0, path.length - name.length);
	throw new UnsupportedValueError(
		`"${path}" and "${above}${unless}" are the same field in Jamf, but have different values.`,
		'Nothing was sent. Set both to the same value, or remove one of them.',
	);
}

function isEquivalent(given: unknown, twin: unknown, name: string): boolean {
	if (!/(^|_)encoded$/.test(name)) return isSame(given, twin ?? '');
	const text = decodeBase64(String(given));
	return text === undefined || withoutReturns(text) === withoutReturns(String(twin ?? ''));
}

/** The text, or `undefined` if it is not text in base64. */
function decodeBase64(encoded: string): string | undefined {
	if (!/^[A-Za-z\d+/]+={0,2}$/.test(encoded.replace(/\s/g, ''))) return undefined;
	const bytes = Buffer.from(encoded, 'base64');
	return isUtf8(bytes) ? bytes.toString() : undefined;
}

/** XML does not preserve the carriage returns of line breaks, base64 does. */
function withoutReturns(text: string): string {
	return text.replace(/\r\n?/g, '\n');
}
