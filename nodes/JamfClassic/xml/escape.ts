import { InputError } from '../../shared/transport/errors/errors';

/** Characters that XML 1.0 excludes. Servers drop or reject them (jamf-behavior 5.6). */
const UNWRITABLE = /(?![\t\n\r\u007f-\u009f])\p{Cc}|[\ufffe\uffff]|\p{Surrogate}/u;

const ESCAPES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&apos;',
	// XML parsers convert a literal carriage return to a line feed.
	'\r': '&#13;',
};

/**
 * Escapes text for the content of an element.
 *
 * @param place the path of the element for the error: `general.name`
 * @throws InputError for characters that XML cannot contain
 */
export function escapeText(text: string, place: string): string {
	rejectUnwritable(text, place);
	return text.replace(/[&<>"'\r]/g, (character) => ESCAPES[character] ?? character);
}

/** @throws InputError with the position of a character that XML cannot contain */
export function rejectUnwritable(text: string, place: string): void {
	const at = text.search(UNWRITABLE);
	if (at === -1) return;
	const code = (text.codePointAt(at) ?? 0).toString(16).toUpperCase().padStart(4, '0');
	throw new InputError(
		`${place} contains a control character (U+${code}, character ${at + 1}).`,
		'Nothing was sent. Remove it: XML cannot contain it.',
	);
}
