import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { XmlReader } from '../../nodes/JamfClassic/xml/xmlReader';

type Node = string | { [name: string]: Node | Node[] };

/** The object of a document that the parser reads in one piece, without our reader, or `undefined` if it is not well-formed. */
function readWithSaxes(xml: string): Node | undefined {
	const open: Array<{ name: string; text: string; children?: Record<string, Node | Node[]> }> = [
		{ name: '', text: '' },
	];
	const parser = new SaxesParser();
	const addText = (text: string) => {
		const element = open.at(-1);
		if (element !== undefined) element.text += text;
	};
	parser.on('opentag', ({ name }) => open.push({ name, text: '' }));
	parser.on('text', addText);
	parser.on('cdata', addText);
	parser.on('closetag', () => {
		const { name, text, children } = open.pop() ?? { name: '', text: '' };
		const parent = open.at(-1);
		if (parent === undefined) return;
		parent.children ??= {};
		const before = parent.children[name];
		const value = children ?? text;
		parent.children[name] = before === undefined ? value : [before, value].flat();
	});
	try {
		parser.write(xml).close();
	} catch {
		return undefined;
	}
	return open[0]?.children;
}

/** The same by the reader of the node, from chunks of a length. */
function readInChunks(xml: string, length: number): unknown {
	const reader = new XmlReader((reason) => new Error(reason), false);
	try {
		const characters = [...xml];
		for (let at = 0; at < characters.length; at += length) reader.write(characters.slice(at, at + length).join(''));
		const { root, value } = reader.end();
		return { [root]: value };
	} catch {
		return undefined;
	}
}

/** Well-formed between any two others. */
const GOOD = [
	...[
		'<b/>',
		'<b />',
		'<a></a >',
		'<é\n/>',
		'<a-1.x></a-1.x>',
		'<:a/>',
		'<b c="d"></b>',
		"<b c='d'/>",
		'<b c="&lt;>" d=\'"\'/>',
	],
	...[
		'<b\tc\n=\r"d"\n/>',
		'&amp;',
		'&lt;',
		'&gt;',
		'&quot;',
		'&apos;',
		'&#65;',
		'&#x1F600;',
		'&#x10FFFF;',
		'&#000065;',
		'&#13;',
	],
	...[
		'<![CDATA[]]>',
		'<![CDATA[<a>&]]>',
		'<![CDATA[]]]]>',
		'<![CDATA[\r\n]]>',
		'<!---->',
		'<!-- <a> & - ]]> -->',
		'<?xml-a b?>',
	],
	...[
		'<?pi?>',
		'<?pi a="b" > ? ?>',
		'<?pi:a\nb?>',
		']',
		'>',
		';',
		'x',
		'é😀',
		' ',
		'\n',
		'\r',
		'\r\n',
		'\t',
		'\u00a0',
		'\u2028',
	],
	...[
		'x'.repeat(20),
		'é'.repeat(20),
		'日本'.repeat(10),
		'\n\t\t<b>text</b>\n',
		'<b>&amp;</b>',
		'<b>a<!-- -->b</b>',
		'"',
		"'",
		'=',
	],
];
const BAD = [
	...[
		'<a>',
		'</a>',
		'<b>',
		'</b>',
		'<1/>',
		'<-/>',
		'<b c="1" c="2"/>',
		'<b c="1"d="2"/>',
		'<b c=1/>',
		'<b c/>',
		'<b c="<"/>',
	],
	...[
		'<b c="&x;"/>',
		'<b c="',
		'<b "/>',
		'< b>',
		'<b/ >',
		'</>',
		'<>',
		'<',
		'/>',
		'<!',
		'<?',
		'<b\u00a0/>',
		'<b c="d"/e>',
	],
	...[
		'&#xD800;',
		'&#0;',
		'&#x41',
		'&',
		'&nbsp;',
		'&#;',
		'&#x;',
		'&#X41;',
		'&Amp;',
		'&#1;',
		'&#xFFFE;',
		'&#x110000;',
		'&amp',
	],
	...[
		'& amp;',
		'&#-1;',
		']]>',
		']]',
		'<![CDATA[',
		'<![cdata[]]>',
		'<![CDATA',
		'<!CDATA[]]>',
		'<!--',
		'-->',
		'<!-- -- -->',
	],
	...['<!--->', '<!-- --->', '<!- -->', '<?pi', '<??>', '<? pi?>', '<?xml?>', '<?XML a?>', '<?xml version="1.0"?>'],
];
const DECLARATIONS = [
	...[
		'',
		'',
		'',
		' ',
		'<?xml version="1.0"?>',
		'<?xml version="1.0" encoding="UTF-8" standalone="no"?>',
		"<?xml version = '1.0' ?>\n",
	],
	...['<?xml encoding="UTF-8"?>', '<?xml version="1.0" standalone="maybe"?>', '<?xml version="1.0"encoding="UTF-8"?>'],
	...['<?xml version="2.0"?>', '<?xml version="1.0" encoding="1"?>', '<?xml version="1.0"', '<?xml version="1.0" ?'],
];

const part = fc.oneof(
	{ arbitrary: fc.constantFrom(...GOOD), weight: 20 },
	{ arbitrary: fc.constantFrom(...BAD), weight: 1 },
);
const element: fc.Arbitrary<string> = fc.letrec<{ element: string }>((tie) => ({
	element: fc.oneof(
		{ maxDepth: 3 },
		fc.array(part, { maxLength: 3 }).map((parts) => parts.join('')),
		fc
			.tuple(fc.constantFrom('a', 'b', 'é'), fc.array(tie('element'), { maxLength: 3 }))
			.map(([name, content]) => `<${name}>${content.join('')}</${name}>`),
	),
})).element;

const outside = fc.oneof(
	{ arbitrary: fc.constantFrom('', '\n', '<!-- a -->', '<?pi?>'), weight: 20 },
	{ arbitrary: part, weight: 1 },
);
const document = fc
	.tuple(fc.constantFrom(...DECLARATIONS), outside, fc.array(element, { maxLength: 3 }), outside)
	.map(([declaration, before, content, after]) => `${declaration}${before}<a>${content.join('')}</a>${after}`);

/** One character is missing or there twice. */
const damaged = fc.tuple(document, fc.nat(), fc.boolean()).map(([xml, number, isDoubled]) => {
	const at = number % xml.length;
	return xml.slice(0, at) + (isDoubled ? xml[at] : '') + xml.slice(at + (isDoubled ? 0 : 1));
});

test.each([
	['documents', document],
	['damaged documents', damaged],
])('accepts and reads the same %s as the parser in one piece, however they are split', (_title, documents) => {
	fc.assert(
		fc.property(documents, fc.integer({ min: 1, max: 40 }), (xml, length) => {
			// saxes accepts `<?name??>`, which XML does not allow, and reads every version except 1.0 as XML 1.1.
			fc.pre(!/\?\?>|version\s*=\s*["']1\.(?!0["'])|\p{Surrogate}/u.test(xml));
			expect(readInChunks(xml, length)).toEqual(readWithSaxes(xml));
		}),
		{ numRuns: 2000 },
	);
});
