/** How to enter a list of values, for the descriptions of parameters. */
export const LIST_SYNTAX =
	'Separate multiple values with commas or line breaks. Put values with commas in double quotes, such as "Mac15,4", or enter a JSON array.';

/**
 * Splits the text of a list. A JSON array is read as such, as AI models write it; a text with line breaks has a value on each
 * line; any other has values separated by commas, of which those in double quotes can contain commas.
 */
export function splitList(text: string): unknown[] {
	const array = parseArray(text);
	if (array !== undefined) return array;
	const parts = /[\r\n]/.test(text.trim())
		? text.split(/\r\n|\r|\n/).map((line) => line.replace(/,\s*$/, ''))
		: splitAtCommas(text);
	return parts.map((part) => unquote(part.trim())).filter((part) => part !== '');
}

/** A comma separates values unless it is inside of double quotes that the value starts with. */
function splitAtCommas(text: string): string[] {
	return text.match(/\s*"(?:[^"]|"")*"\s*(?=,|$)|[^,]+/g) ?? [];
}

/** `"Mac15,4"` is Mac15,4; a quotation mark inside is doubled. */
function unquote(value: string): string {
	return /^"(?:[^"]|"")*"$/.test(value) ? value.slice(1, -1).replaceAll('""', '"').trim() : value;
}

function parseArray(text: string): unknown[] | undefined {
	if (!/^\s*\[/.test(text)) return undefined;
	try {
		return JSON.parse(text) as unknown[];
	} catch {
		return undefined;
	}
}
