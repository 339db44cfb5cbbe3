import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeProperties, INodePropertyCollection, INodePropertyOptions, INodeType } from 'n8n-workflow';
import { JamfClassic } from '../../nodes/JamfClassic/JamfClassic.node.ts';
import { JamfPro } from '../../nodes/JamfPro/JamfPro.node.ts';
import { JamfProInventoryTrigger } from '../../nodes/JamfProInventoryTrigger/JamfProInventoryTrigger.node.ts';
import { JamfProTrigger } from '../../nodes/JamfProTrigger/JamfProTrigger.node.ts';

const ROOT = path.join(__dirname, '../..');
const NODES: INodeType[] = [new JamfPro(), new JamfClassic(), new JamfProTrigger(), new JamfProInventoryTrigger()];

type Entry = INodeProperties | INodePropertyCollection | INodePropertyOptions;

function read(file: string): string {
	return readFileSync(path.join(ROOT, file), 'utf8');
}

/** Names of fields and of their options, as the editor shows them. */
function listNames(entries: readonly Entry[]): string[] {
	return entries.flatMap((entry) => {
		const name = 'displayName' in entry ? entry.displayName : entry.name;
		const own = 'options' in entry ? (entry.options ?? []) : [];
		return [name, ...listNames([...own, ...('values' in entry ? entry.values : [])])];
	});
}

/** `Computer: Get Many`, for each resource and operation of a node. */
function listOperations({ description: { properties } }: INodeType): string[] {
	const options = (property?: INodeProperties) => (property?.options ?? []) as INodePropertyOptions[];
	const resources = new Map(
		options(properties.find(({ name }) => name === 'resource')).map(({ name, value }) => [value, name]),
	);
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap((property) =>
			(property.displayOptions?.show?.resource ?? []).flatMap((resource) =>
				options(property).map(({ name }) => `${resources.get(String(resource))}: ${name}`),
			),
		);
}

/** Labels of the fields that are loaded when a form is opened. */
function listLabels(): string[] {
	const files = ['proFields', 'classicFields'].map((name) => read(`nodes/shared/catalogue/generated/${name}.json`));
	return files.flatMap((text) => [...text.matchAll(/"label":"([^"]+)"/g)].map(([, label = '']) => label));
}

const known = new Set(
	NODES.flatMap((node) => [
		node.description.displayName,
		...listOperations(node),
		...listNames(node.description.properties),
	]),
);
for (const label of listLabels()) known.add(label);

test.each(['docs/guides.md', 'docs/troubleshooting.md'])('%s: every name in bold is in a node', (file) => {
	const names = [...read(file).matchAll(/\*\*([^*]+)\*\*/g)].map(([, name = '']) => name);
	expect(names.length).toBeGreaterThan(5);
	expect(names.filter((name) => !known.has(name))).toEqual([]);
});

test('finds names of all kinds, and no others', () => {
	const names = ['Computer: Get Many', 'Return All', 'Starts With', 'Enforce Name', 'Jamf Pro Trigger'];
	expect(names.filter((name) => !known.has(name))).toEqual([]);
	expect(['Computer: Get Everything', 'Return Everything'].filter((name) => known.has(name))).toEqual([]);
});

const lines = readdirSync(path.join(ROOT, 'nodes'), { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('.ts'))
	.flatMap((file) => read(`nodes/${file}`).split('\n'));
const errors = [...read('docs/troubleshooting.md').matchAll(/^\| `([^`]+)`/gm)].map(([, text = '']) => text);

/** Whether the source has this text, in which `…` stands for anything. */
function isPrinted(text: string): boolean {
	const parts = text.split('…').map((part) => part.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	const pattern = new RegExp(parts.join('.*'));
	return lines.some((line) => pattern.test(line));
}

test('every error in docs/troubleshooting.md is one that the nodes show', () => {
	expect(errors.length).toBeGreaterThan(30);
	expect(errors.filter((text) => !isPrinted(text))).toEqual([]);
	expect(isPrinted('The server … does not exist')).toBe(false);
});
