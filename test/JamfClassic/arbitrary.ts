import fc from 'fast-check';
import type { ElementRow } from '../../nodes/shared/catalogue/elements';

/** Texts that break naive XML writers and readers. */
const HOSTILE = [
	'&',
	'&amp;',
	'&amp;amp;',
	'<b>',
	'</name>',
	'"',
	"'",
	']]>',
	'<![CDATA[x]]>',
	'<!-- x -->',
	'<?xml?>',
	'\r\n',
	'\r',
	'\n',
	'\t',
	' ',
	'  a  ',
	'😀',
	'é\u0301',
	'\u0085\u2028',
	'007',
	'0',
	'1e5',
	'-0',
	'0x1F',
	'Infinity',
	'true',
	'FALSE',
	'null',
	'undefined',
	'[object Object]',
	'%20',
	'&#13;',
	'1234567890123456789012345678901234567890',
];

const text = fc
	.oneof(
		fc.constantFrom(...HOSTILE),
		fc.string({ maxLength: 12 }),
		fc.array(fc.constantFrom(...HOSTILE), { maxLength: 3 }).map((parts) => parts.join('')),
	)
	.map((value) => value.replace(/(?![\t\n\r\u007f-\u009f])\p{Cc}|[\ufffe\uffff]|\p{Surrogate}/gu, ''));

const digits = fc.bigInt({ min: 0n, max: 10n ** 39n - 1n }).map((value) => value.toString().padStart(39, '1'));
const number = fc.oneof(fc.maxSafeInteger(), fc.constantFrom(0, -1, 5, 1.5, -0.25, 1e21)).map((value) => value + 0);

/** Objects in the shape that Get returns. Elements may be missing, empty or present; required elements of list entries are present. */
export function objects(rows: readonly ElementRow[], inList = false): fc.Arbitrary<Record<string, unknown>> {
	const written = rows.filter((row) => isPlain(row) || (inList && row.default !== undefined));
	const companions = rows.flatMap(({ companion }) => companion ?? []);
	const fields = Object.fromEntries(
		written.map((row) => {
			const companion = companions.find(({ name }) => name === row.name);
			const options = row.options?.filter((option) => option !== companion?.value);
			return [row.name, valueOf({ ...row, ...(options !== undefined && { options }) }, inList)];
		}),
	);
	// A repeated element without a wrapper cannot be both empty and missing, so it is always an array.
	const isAlwaysThere = ({ repeated, required, default: implied }: ElementRow) =>
		repeated === true || (inList && (required === true || implied !== undefined));
	const requiredKeys = written.filter(isAlwaysThere).map(({ name }) => name);
	return fc.record(fields, { requiredKeys, noNullPrototype: true }).map((value) => withoutSaid(value, written));
}

/** Elements that are read as they were written. */
function isPlain(row: ElementRow): boolean {
	const { readOnly, writeOnly, omitEmpty, returned, companion, only, type } = row;
	const isSpecial = [readOnly, writeOnly, omitEmpty, returned, companion, only, row.default].some(
		(trait) => trait !== undefined,
	);
	return !isSpecial && !['dateTime', 'time', 'utc'].includes(type ?? '');
}

/** Of two equivalent elements only one is written. */
function withoutSaid(value: Record<string, unknown>, rows: readonly ElementRow[]): Record<string, unknown> {
	const said = rows.filter(({ unless }) => unless !== undefined && value[unless] !== undefined).map(({ name }) => name);
	return Object.fromEntries(Object.entries(value).filter(([name]) => !said.includes(name)));
}

function valueOf(row: ElementRow, inList: boolean): fc.Arbitrary<unknown> {
	if (row.item === undefined && row.repeated !== true) {
		const isNeeded = inList && (row.required === true || row.default !== undefined);
		return isNeeded ? contentOf(row).filter((value) => value !== '' && value !== null) : contentOf(row);
	}
	if (row.notification !== undefined) return fc.constant([]);
	const entries = fc.array(contentOf(row, true), { maxLength: 3 });
	return row.repeated === true && row.of === undefined ? entries.map(truthLast) : entries;
}

/** The order in which equivalent elements are written. */
function truthLast(values: unknown[]): unknown[] {
	return [...values].sort((a, b) => Number(isTruth(a)) - Number(isTruth(b)));
}

const isTruth = (value: unknown) => value === 'true' || value === 'false';

function contentOf({ of, type, options }: ElementRow, inList = false): fc.Arbitrary<unknown> {
	if (of !== undefined) return objects(of, inList);
	if (options !== undefined) return fc.constantFrom<unknown>(...options);
	switch (type) {
		case 'boolean':
			return fc.oneof(fc.boolean(), fc.constant(null));
		case 'number':
			return fc.oneof(number, fc.constant(null));
		case 'digits':
			return digits;
		default:
			return text;
	}
}
