/** How to enter a list of values, for the descriptions of parameters. */
export const LIST_SYNTAX =
	'Separate multiple values with commas or line breaks. Put values with commas in double quotes, such as "Mac15,4", or enter a JSON array.';

/**
 * Splits the text of a list: a JSON array (as AI models write it), one value per line, or values separated by commas. Values in double
 * quotes can contain commas.
 */
export function splitList(text: string): unknown[] {
	const array = parseArray(text);
	if (array !== undefined) return array;
	const parts = /[\r\n]/.test(text.trim())
		? text.split(/\r\n|\r|\n/).map((line) => line.replace(/,\s*$/, ''))
		: splitAtCommas(text);
	return parts.map((part) => unquote(part.trim())).filter((part) => part !== '');
}

/** Splits at commas, except inside a value that starts with a double quote. */
function splitAtCommas(text: string): string[] {
	return text.match(/\s*"(?:[^"]|"")*"\s*(?=,|$)|[^,]+/g) ?? [];
}

/** Converts `"Mac15,4"` to `Mac15,4`. A quotation mark inside is doubled. */
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
