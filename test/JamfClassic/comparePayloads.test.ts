import { findChangedKeys } from '../../nodes/JamfClassic/xml/comparePayloads';

const plist = (entries: string) => `<plist><dict>${entries}</dict></plist>`;
const GIVEN = plist(
	'<key>Name</key><string>R&amp;D</string>\n<key>On</key><true/><key>Port</key><integer>80</integer>' +
		'<key>Icon</key><data>\n  AAAA\n  BBBB\n</data><key>PayloadUUID</key><string>1</string>',
);

test.each([
	['the same', GIVEN],
	['without white space', GIVEN.replace(/\s/g, '')],
	['with another form of references', GIVEN.replace('&amp;', '&#38;')],
	['with CDATA', GIVEN.replace('R&amp;D', '<![CDATA[R&D]]>')],
	['with other identifiers', GIVEN.replace('<string>1</string>', '<string>2</string>')],
	['with further keys', GIVEN.replace('<dict>', '<dict><key>More</key><string>x</string>')],
	[
		'in another order',
		plist(
			'<key>Icon</key><data>AAAABBBB</data><key>Port</key><integer>80</integer><key>On</key><true/><key>Name</key><string>R&amp;D</string>',
		),
	],
])('finds no change in payloads stored %s', (_, stored) => {
	expect(findChangedKeys(GIVEN, stored)).toEqual([]);
});

test.each([
	['a reference kept as text', GIVEN.replace('&amp;', '&amp;amp;'), ['Name']],
	['a line feed removed', GIVEN.replace('R&amp;D', 'R&amp; D'), ['Name']],
	['another truth value', GIVEN.replace('<true/>', '<false/>'), ['On']],
	['another type', GIVEN.replace(/integer/g, 'string'), ['Port']],
	['a dropped dictionary', plist(''), ['Name', 'On', 'Port', 'Icon']],
])('reports %s', (_, stored, keys) => {
	expect(findChangedKeys(GIVEN, stored)).toEqual(keys);
});

test('requires a duplicate value to be stored twice', () => {
	const one = '<key>a</key><string>x</string>';
	expect(findChangedKeys(plist(one + one), plist(one))).toEqual(['a']);
});

test('compares texts of many megabytes, with many sections', () => {
	const data = 'A'.repeat(20_000_000);
	const sections = '<![CDATA[<&]]>x'.repeat(100_000);
	const given = plist(`<key>Icon</key><data>${data}</data><key>Script</key><string>${sections}</string>`);
	expect(findChangedKeys(given, given)).toEqual([]);
	expect(findChangedKeys(given, given.replace('A</data>', 'B</data>').replace('x<', 'y<'))).toEqual(['Icon', 'Script']);
});

test('reads text that ends unexpectedly in one pass', () => {
	const unfinished = plist(`<key>Script</key><string>${'<![CDATA[x]]>'.repeat(1000)}<b/></string>`);
	expect(findChangedKeys(unfinished, unfinished)).toEqual([]);
});
