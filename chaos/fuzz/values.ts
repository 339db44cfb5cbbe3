import fc from 'fast-check';

const deep = (levels: number): unknown => {
	let value: unknown = 'end';
	for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { a: value };
	return value;
};

const cyclic: Record<string, unknown> = { name: 'x' };
cyclic.self = cyclic;

const HUGE = 'x'.repeat(200_000);

/** Text with a special meaning in URLs, headers, XML, RSQL, JSON or JavaScript. */
const HOSTILE_TEXTS = [
	'',
	' ',
	'.',
	'..',
	'../../v1/auth',
	'%2e%2e%2f',
	'%00',
	'a/b',
	'a\\b',
	'//evil.example/x',
	'https://evil.example/x',
	'javascript:alert(1)',
	'file:///etc/passwd',
	'{id}',
	'{{ $json.id }}',
	'1?x=y#z',
	'a\r\nX-Evil: 1',
	'\u0000\u0007',
	'\ud800',
	'\u202e\ufeff',
	'💥 ünïcödé',
	'"; name=="*',
	"it's <&>]]>",
	'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
	'__proto__',
	'constructor',
	'toString',
	'{"__proto__":{"polluted":true}}',
	'{"constructor":{"prototype":{"polluted":true}}}',
	'[1,2',
	'null',
	'true',
	'-1',
	'1e309',
	'9007199254740993',
	'2026-02-30T25:61:00Z',
	'2026-01-01T00:00',
	HUGE,
];

const HOSTILE_VALUES: unknown[] = [
	null,
	undefined,
	NaN,
	Infinity,
	-0,
	-1,
	1.5,
	2 ** 53,
	1e308,
	10n,
	true,
	false,
	[],
	{},
	[null],
	[[]],
	[{}],
	new Date(0),
	new Date(NaN),
	/x/,
	new Map([['a', 1]]),
	() => 'x',
	Object.create(null),
	JSON.parse('{"__proto__":{"polluted":true}}'),
	{ constructor: { prototype: { polluted: true } } },
	{ toISO: 'not a function' },
	cyclic,
	deep(50),
	deep(20_000),
];

export const texts = fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ unit: 'binary' }), fc.string());

/** Any value that an expression can return. */
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
	{ weight: 4, arbitrary: texts },
	{ weight: 4, arbitrary: fc.constantFrom(...HOSTILE_VALUES) },
	{ weight: 1, arbitrary: fc.array(texts, { maxLength: 4 }) },
	{ weight: 1, arbitrary: fc.dictionary(texts, fc.constantFrom(...HOSTILE_VALUES), { maxKeys: 4 }) },
	{ weight: 1, arbitrary: fc.jsonValue().map((value) => JSON.stringify(value)) },
	{ weight: 1, arbitrary: fc.anything({ maxDepth: 3, withBigInt: true, withDate: true, withNullPrototype: true }) },
);
