import { XMLParser, XMLValidator } from 'fast-xml-parser';

type Node = Record<string, unknown>;

const parser = new XMLParser({
	preserveOrder: true,
	parseTagValue: false,
	trimValues: false,
	processEntities: false,
	cdataPropName: '#cdata',
	ignoreDeclaration: true,
	ignorePiTags: true,
});

/** Reads a whole document with fast-xml-parser, validated first, into the same objects as the node returns. */
export function parseWithFastXmlParser(text: string): unknown {
	if (XMLValidator.validate(text) !== true) throw new Error('not well-formed');
	return toObject(parser.parse(text) as Node[]);
}

function toObject(nodes: readonly Node[]): unknown {
	let text = '';
	let children: Record<string, unknown> | undefined;
	for (const node of nodes) {
		const name = Object.keys(node).find((each) => each !== ':@') ?? '';
		if (name === '#text') text += String(node[name]);
		else {
			children ??= {};
			const before = children[name];
			const value = toObject(node[name] as Node[]);
			if (before === undefined) children[name] = value;
			else if (Array.isArray(before)) before.push(value);
			else children[name] = [before, value];
		}
	}
	return children ?? text;
}
