import type { ElementRow } from '../../shared/catalogue/elements';

/** Converts the text of an element to the type of its row. Text that does not match the type is kept. */
export function shapeScalar(raw: unknown, type: ElementRow['type']): unknown {
	switch (type) {
		case 'boolean':
			return toBoolean(raw);
		case 'number':
			return toNumber(raw);
		default:
			return raw === null || raw === undefined ? '' : String(raw);
	}
}

function toBoolean(raw: unknown): unknown {
	const text = String(raw ?? '').trim();
	if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
	return text === '' ? null : raw;
}

/** Keeps text that is not a plain number: words such as `Unlimited`, and account numbers and times with leading zeros. */
function toNumber(raw: unknown): unknown {
	const text = String(raw ?? '').trim();
	if (text === '') return null;
	const number = Number(text);
	return /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i.test(text) && (Number.isSafeInteger(number) || /[.e]/i.test(text))
		? number
		: raw;
}

/** Converts the text of an element without a row. Text with leading zeros is kept: it can be an asset tag or an employee number. */
export function shapeUntypedScalar(raw: unknown, name: string): unknown {
	if (raw === null || raw === undefined) return '';
	if ((raw === 'true' || raw === 'false') && !/name$/i.test(name)) return raw === 'true';
	return typeof raw === 'string' && /(^|_)id$/.test(name) && /^-?(0|[1-9]\d{0,14})$/.test(raw) ? Number(raw) : raw;
}
