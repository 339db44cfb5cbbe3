import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** An element as it came: text, or its children by name; what is repeated is an array. Nothing is typed yet. */
export type Raw = string | RawObject;
interface RawObject {
	[name: string]: Raw | Raw[];
}

/** What the parser makes with `preserveOrder`: one key names the kind of node. */
type Node = Record<string, unknown>;

const parser = new XMLParser({
	preserveOrder: true,
	parseTagValue: false,
	trimValues: false,
	// Entities are decoded here: those of a document type are refused with it.
	processEntities: false,
	cdataPropName: '#cdata',
	ignoreDeclaration: true,
	ignorePiTags: true,
});

/** Makes the error of a reason, such as "it is cut off". `hostile`: no accident, so asking again is of no use. */
export type Fail = (reason: string, hostile?: true) => Error;

/** The root element of a document. */
export function parseXml(text: string, fail: Fail): { root: string; value: Raw } {
	rejectHostileXml(text, fail);
	const verdict = XMLValidator.validate(text);
	if (verdict !== true) {
		const { line, col } = verdict.err;
		throw fail(`it is not well-formed${line === undefined ? '' : ` (line ${line}${col ? `, column ${col}` : ''})`}`);
	}
	const nodes = parse(text, fail).filter((node) => !('#text' in node) && !('#comment' in node));
	const [root] = nodes.map(nameOf);
	if (nodes.length !== 1 || root === undefined) throw fail('it has no single root element');
	return { root, value: toRaw(nodes[0]?.[root] as Node[]) };
}

/** The library refuses names such as `constructor`, by which an object could be poisoned. */
function parse(text: string, fail: Fail): Node[] {
	try {
		return parser.parse(text) as Node[];
	} catch {
		throw fail('it has names that no object of Jamf has', true);
	}
}

const MAX_DEPTH = 64;
const MAX_ELEMENTS = 2_000_000;

/** Before anything is built: a document type (entities that grow or lead elsewhere), endless nesting, endless elements. */
function rejectHostileXml(text: string, fail: Fail): void {
	let depth = 0;
	let elements = 0;
	for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at)) {
		const end = SKIPPED.find(([start]) => text.startsWith(start, at))?.[1];
		if (end === undefined && text.startsWith('<!', at))
			throw fail('it has a document type, which Jamf never sends', true);
		const close = text.indexOf(end ?? '>', at);
		if (close === -1) throw fail('it is cut off');
		if (end === undefined) {
			if (text[at + 1] === '/') depth--;
			else if (text[close - 1] !== '/') depth++;
			if (depth > MAX_DEPTH || ++elements > MAX_ELEMENTS * 2) throw fail('it is nested too deeply, or too long', true);
		}
		at = close;
	}
}

const SKIPPED = [
	['<!--', '-->'],
	['<![CDATA[', ']]>'],
	['<?', '?>'],
] as const;

function nameOf(node: Node): string | undefined {
	return Object.keys(node).find((name) => name !== ':@');
}

function toRaw(nodes: readonly Node[]): Raw {
	let text = '';
	let children: RawObject | undefined;
	for (const node of nodes) {
		const name = nameOf(node) ?? '';
		if (name === '#text') text += decode(String(node[name]));
		else if (name === '#cdata') text += (node[name] as Node[]).map((part) => String(part['#text'])).join('');
		else {
			children ??= {};
			const value = toRaw(node[name] as Node[]);
			const before = Object.hasOwn(children, name) ? children[name] : undefined;
			if (before === undefined) children[name] = value;
			else if (Array.isArray(before)) before.push(value);
			else children[name] = [before, value];
		}
	}
	return children ?? text;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decode(text: string): string {
	if (!text.includes('&')) return text;
	return text.replace(
		/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi,
		(whole, decimal?: string, hex?: string, name?: string) => {
			if (name !== undefined) return ENTITIES[name] ?? whole;
			const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
			return code > 0x10ffff ? whole : String.fromCodePoint(code);
		},
	);
}
