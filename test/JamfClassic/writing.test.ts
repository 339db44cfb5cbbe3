import type { ElementRow } from '../../nodes/shared/catalogue/elements';
import { validateUserXml } from '../../nodes/JamfClassic/xml/validateUserXml';
import { toXml } from '../../nodes/JamfClassic/xml/untypedXml';
import { serializeDocument } from '../../nodes/JamfClassic/xml/serializeDocument';

const ROWS: ElementRow[] = [
	{
		name: 'general',
		of: [
			{ name: 'id', type: 'number', readOnly: true },
			{ name: 'name', required: true },
			{ name: 'enabled', type: 'boolean' },
			{ name: 'frequency', options: ['Once per computer', 'Ongoing'] },
			{ name: 'priority', type: 'number' },
			{ name: 'invitation', type: 'digits' },
			{ name: 'contents' },
			{ name: 'encoded', unless: 'contents' },
		],
	},
	{ name: 'notification', repeated: true },
	{ name: 'scope', of: [{ name: 'computers', item: 'computer', of: [{ name: 'id', type: 'number' }] }] },
];

function write(value: unknown, more: { isNew?: boolean; sendUnknown?: boolean } = {}): string {
	const { xml } = serializeDocument(value, { root: 'policy', rows: ROWS, isNew: false, sendUnknown: false, ...more });
	expect(xml).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?><policy/);
	return xml.replace(/^<\?xml[^>]*>/, '');
}

function refusal(value: unknown, more?: Parameters<typeof write>[1]): string {
	try {
		return `sent ${write(value, more)}`;
	} catch (error) {
		const { message, hint } = error as { message: string; hint: string };
		return `${message} | ${hint}`;
	}
}

test('writes elements in the order of the schema, whatever the order of the keys', () => {
	const value = { scope: { computers: [{ id: 1 }, { id: '2' }] }, general: { enabled: 'false', name: 'A' } };
	expect(write(value)).toBe(
		'<policy><general><name>A</name><enabled>false</enabled></general><scope><computers><computer><id>1</id></computer><computer><id>2</id></computer></computers></scope></policy>',
	);
	expect(write({ policy: value })).toBe(write(value));
});

test('sends only the given sections; empty ones clear the stored values', () => {
	expect(write({ scope: { computers: [] } })).toBe('<policy><scope><computers/></scope></policy>');
	expect(write({ general: { name: '', priority: null } })).toBe(
		'<policy><general><name/><priority/></general></policy>',
	);
});

test('writes words and leading zeros in number elements as they are read', () => {
	expect(write({ general: { priority: 'Unlimited' } })).toContain('<priority>Unlimited</priority>');
	expect(write({ general: { priority: '0012' } })).toContain('<priority>0012</priority>');
	expect(write({ general: { priority: -1.5e-7 } })).toContain('<priority>-1.5e-7</priority>');
});

test('writes "whether" after "where" when both are set, because the server uses the last one', () => {
	const both = '<notification>Self Service</notification><notification>true</notification>';
	expect(write({ notification: ['true', 'Self Service'] })).toContain(both);
	expect(write({ notification: ['Self Service', true] })).toContain(both);
});

test('escapes text once', () => {
	expect(write({ general: { name: `&<>"']]>&amp;\r\n` } })).toBe(
		'<policy><general><name>&amp;&lt;&gt;&quot;&apos;]]&gt;&amp;amp;&#13;\n</name></general></policy>',
	);
});

test('sends one of two equivalent elements', () => {
	expect(write({ general: { encoded: 'YQ==', contents: 'a' } })).toContain('<general><contents>a</contents></general>');
	expect(write({ general: { encoded: '', contents: '' } })).toContain('<general><contents/></general>');
	expect(write({ general: { encoded: 'YQ==' } })).toContain('<general><encoded>YQ==</encoded></general>');
});

test('omits read-only elements of an object that was read', () => {
	expect(write({ general: { id: 5, name: 'A' } })).toBe('<policy><general><name>A</name></general></policy>');
});

test.each([
	[{ general: { nmae: 'A' } }, 'There is no field "nmae" in general', 'Did you mean name'],
	[{ genral: {} }, 'There is no field "genral"', 'Did you mean general?'],
	[{ qqqq: 1 }, 'There is no field "qqqq"', 'Known fields: general, notification, scope.'],
	[
		{ general: { frequency: 'ongoing' } },
		'"ongoing" is not a valid value of general.frequency',
		'Did you mean "Ongoing"?',
	],
	[
		{ general: { frequency: '' } },
		'general.frequency cannot be empty: Jamf would store its default.',
		'Once per computer',
	],
	[{ general: { enabled: 'yes' } }, 'general.enabled must be true or false', ''],
	[{ general: { priority: 'high' } }, 'general.priority must be a number', ''],
	[{ general: { priority: true } }, 'general.priority must be a number', ''],
	[{ general: { priority: '0x10' } }, 'general.priority must be a number', ''],
	[{ general: { priority: Number.NaN } }, 'general.priority must be a number', ''],
	[{ general: { name: { first: 'A' } } }, 'general.name must be text', ''],
	[{ general: { name: ['A'] } }, 'general.name must be text', ''],
	[{ general: { invitation: 1e20 } }, 'general.invitation must be digits', ''],
	[{ general: 'A' }, 'general must be an object', ''],
	[{ scope: { computers: { id: 1 } } }, 'scope.computers must be a list', ''],
	[{ scope: { computers: [{ id: 1 }, { udid: 'x' }] } }, 'There is no field "udid" in scope.computers[1]', ''],
	[{ general: { name: 'a\u0001' } }, 'general.name contains a control character (U+0001, character 2)', ''],
	[{ general: { name: '\ud83d' } }, 'general.name contains a control character (U+D83D, character 1)', ''],
	[['A'], 'policy must be an object', ''],
	[undefined, 'policy must be an object', ''],
	[{ policy: null }, 'policy must be an object', ''],
])('rejects %j: %s', (value, message, hint) => {
	expect(refusal(value)).toContain(message);
	expect(refusal(value)).toContain(hint);
	expect(refusal(value)).toContain('Nothing was sent.');
});

test('sends unusual characters that XML allows', () => {
	expect(write({ general: { name: 'a\u0085\u0092\u007f' } })).toContain('<name>a\u0085\u0092\u007f</name>');
});

test('requires the required fields of a new object, not of an update', () => {
	expect(refusal({ general: { enabled: true } }, { isNew: true })).toContain('The field general.name is missing.');
	expect(refusal({ general: { name: '' } }, { isNew: true })).toContain('The field general.name is missing.');
	expect(write({ general: { enabled: true } })).toContain('<enabled>true</enabled>');
});

test('Send Unknown Fields sends them after the known ones', () => {
	expect(write({ new: { a: [1, 2] }, general: { x: true, name: 'A' } }, { sendUnknown: true })).toBe(
		'<policy><general><name>A</name><x>true</x></general><new><a>1</a><a>2</a></new></policy>',
	);
	expect(refusal({ new: [1, 2] }, { sendUnknown: true })).toContain('what the entries of new are called in XML');
	expect(write({ general: { frequency: 'Twice' } }, { sendUnknown: true })).toContain('<frequency>Twice</frequency>');
	expect(refusal({ 'a b': 1 }, { sendUnknown: true })).toContain('"a b" in a b is not a valid XML element name.');
});

test('converts the JSON of a generic request to XML unchanged', () => {
	expect(toXml({ a: { b: [1, 'x&y'], c: null, d: undefined } })).toBe(
		'<?xml version="1.0" encoding="UTF-8"?><a><b>1</b><b>x&amp;y</b><c/></a>',
	);
	expect(() => toXml({ a: 1, b: 2 })).toThrow('must have exactly one key');
	expect(() => toXml([1])).toThrow('must have exactly one key');
	expect(() => toXml({ a: { 'b c': 1 } })).toThrow('"b c" in a.b c is not a valid XML element name.');
});

test.each([
	[{ category: [{ name: 'A' }, { name: 'B' }] }, 2],
	[{ category: [[{ name: 'A' }, null]] }, 2],
	[{ category: [] }, 0],
	[{ category: undefined }, 0],
])('rejects the JSON body %j, which is not one root element', (value, count) => {
	expect(() => toXml(value)).toThrow(
		`The JSON body must have exactly one root element, but "category" becomes ${count}.`,
	);
});

test('accepts an empty root element, and a list of one', () => {
	expect(toXml({ category: null })).toBe('<?xml version="1.0" encoding="UTF-8"?><category/>');
	expect(toXml({ category: [{ name: 'A' }] })).toBe(
		'<?xml version="1.0" encoding="UTF-8"?><category><name>A</name></category>',
	);
});

test.each([
	['', 'The XML body is empty.'],
	['<policy><a></policy>', 'not well-formed (line 1, column 20)'],
	['<policy>&</policy>', 'not well-formed'],
	['<policy/><policy/>', 'exactly one root'],
	['policy', 'not well-formed'],
	['<policy>\u0002</policy>', 'control character (U+0002, character 9)'],
	['<!DOCTYPE policy><policy/>', 'document type'],
	[
		'<?xml version="1.0" encoding="ISO-8859-1"?><policy/>',
		'declares the encoding ISO-8859-1, but it is sent as UTF-8.',
	],
	['<script/>', 'The root of the XML body is <script>, but it must be <policy>.'],
])('rejects the XML text %j', (text, message) => {
	expect(() => validateUserXml(text, 'policy')).toThrow(message);
});

test('sends well-formed XML text unchanged', () => {
	const text = '<?xml version="1.0" encoding="utf-8"?>\n<policy><a>&lt;</a></policy>';
	expect(validateUserXml(text, 'policy')).toBe(text);
	expect(validateUserXml('<any/>')).toBe('<any/>');
});
