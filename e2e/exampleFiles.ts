import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { INode, IPinData } from 'n8n-workflow';
import { ROOT } from '../harness/root';
import type { SavedCredential, SavedWorkflow } from './rest';

export type Example = Pick<SavedWorkflow, 'name' | 'nodes' | 'connections' | 'settings'> & { pinData: IPinData };

const FOLDER = path.join(ROOT, 'examples');
/** The order in which a newcomer should see them. */
const FIRST = ['getting-started', 'nightly-inventory-sync', 'stale-devices-to-slack', 'device-to-ticket'];

/** File names without extension. */
export async function listExamples(): Promise<string[]> {
	const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.json'));
	const names = files.map((file) => path.basename(file, '.json')).sort();
	return [...FIRST.filter((name) => names.includes(name)), ...names.filter((name) => !FIRST.includes(name))];
}

/** An example after the first steps of a user: credentials chosen by type, texts filled in. */
export async function readExample(
	name: string,
	credentials: Record<string, SavedCredential>,
	filledIn: Record<string, string> = {},
): Promise<Example> {
	const text = await readFile(path.join(FOLDER, `${name}.json`), 'utf8');
	const changed = Object.entries(filledIn).reduce((json, [from, to]) => {
		if (!json.includes(from)) throw new Error(`${name} has no ${from}`);
		return json.replaceAll(from, to);
	}, text);
	const example = JSON.parse(changed) as Example;
	return { ...example, nodes: example.nodes.map((node) => withCredentials(node, credentials)) };
}

/** The name of the node that starts a workflow. */
export function findTrigger({ name, nodes }: Pick<Example, 'name' | 'nodes'>): string {
	const trigger = nodes.find(({ type }) => /(Trigger|\.webhook)$/.test(type));
	if (trigger === undefined) throw new Error(`${name} has no trigger`);
	return trigger.name;
}

function withCredentials(node: INode, chosen: Record<string, SavedCredential>): INode {
	const own = Object.entries(node.credentials ?? {}).map(([type, credential]) => [type, chosen[type] ?? credential]);
	return own.length === 0 ? node : { ...node, credentials: Object.fromEntries(own) as INode['credentials'] };
}
