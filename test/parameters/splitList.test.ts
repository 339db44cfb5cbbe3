import { splitList } from '../../nodes/shared/parameters/splitList';

test.each<[string, unknown[]]>([
	['', []],
	['A', ['A']],
	['A, B ,C', ['A', 'B', 'C']],
	['A,,B,', ['A', 'B']],
	['"Mac15,4"', ['Mac15,4']],
	['"Mac15,4", Mac14,"Mac15,3"', ['Mac15,4', 'Mac14', 'Mac15,3']],
	['Mac15,4', ['Mac15', '4']],
	['Mac15,4\nMac15,3', ['Mac15,4', 'Mac15,3']],
	['Mac15,4\r\n\r\n Mac15,3 \r\n', ['Mac15,4', 'Mac15,3']],
	['A,\nB,\nC', ['A', 'B', 'C']],
	['"Mac15,4"\n"B"', ['Mac15,4', 'B']],
	['["Mac15,4", 5]', ['Mac15,4', 5]],
	['[]', []],
	['[Draft], B', ['[Draft]', 'B']],
	['Bob "B" Smith, C', ['Bob "B" Smith', 'C']],
	['"say ""hi"", now", C', ['say "hi", now', 'C']],
	['12" screen, 13" screen', ['12" screen', '13" screen']],
	['"A, B', ['"A', 'B']],
	['Mac15,4\n', ['Mac15', '4']],
])('splits %j into %j', (text, values) => expect(splitList(text)).toEqual(values));

test('splits a long text in linear time', () => {
	expect(splitList('"'.repeat(100_000))).toHaveLength(1);
	expect(splitList('"a'.repeat(50_000))).toHaveLength(1);
	expect(splitList(`${' '.repeat(100_000)}x`)).toEqual(['x']);
});
