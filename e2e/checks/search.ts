import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { INodeTypeDescription } from 'n8n-workflow';
import type { N8nInstallation } from '../../harness/n8n/install';
import type { CheckContext } from '../checkContext';

/** What administrators of Apple devices search for in the nodes panel, and the node for it. */
const WORDS: Record<string, string> = {
	computer: 'jamfPro',
	'configuration profile': 'jamfClassic',
	erase: 'jamfPro',
	'extension attribute': 'jamfPro',
	filevault: 'jamfPro',
	inventory: 'jamfPro',
	ipad: 'jamfPro',
	jss: 'jamfClassic',
	laps: 'jamfPro',
	'lost mode': 'jamfPro',
	mac: 'jamfPro',
	mdm: 'jamfPro',
	package: 'jamfPro',
	patch: 'jamfPro',
	policy: 'jamfClassic',
	prestage: 'jamfPro',
	script: 'jamfPro',
	'smart group': 'jamfPro',
	'static group': 'jamfPro',
	webhook: 'jamfPro',
};

interface PanelItem {
	key: string;
	properties: Pick<INodeTypeDescription, 'codex' | 'displayName'>;
}

type Search = (text: string, items: PanelItem[]) => Array<{ item: PanelItem }>;

/** The nodes panel finds the right node first or second, with the ranking of this n8n. */
export async function checkSearch(
	{ check, rest, packageName }: CheckContext,
	{ dir }: Pick<N8nInstallation, 'dir'>,
): Promise<void> {
	const search = loadSearch(dir);
	const items = listPanelItems(await rest.call<INodeTypeDescription[]>('GET', '/types/nodes.json'));
	for (const [word, node] of Object.entries(WORDS)) {
		await check(`the nodes panel finds "${word}"`, () => {
			const found = search(word, items).map(({ item }) => item.key);
			assert.ok(found.slice(0, 2).includes(`${packageName}.${node}`), found.slice(0, 5).join(', '));
		});
	}
}

/** A node and its trigger are one entry. Tools are in a panel of their own. */
function listPanelItems(nodes: INodeTypeDescription[]): PanelItem[] {
	const items = new Map<string, PanelItem>();
	for (const { name, displayName, codex, hidden } of nodes) {
		const key = name.replace(/Trigger$/, '');
		if (hidden === true || name.endsWith('Tool') || items.has(key)) continue;
		items.set(key, { key, properties: { displayName: displayName.replace(/ Trigger$/, ''), ...(codex && { codex }) } });
	}
	return [...items.values()];
}

function loadSearch(dir: string): Search {
	const folder = path.join(dir, 'node_modules/@n8n/utils/dist/search');
	const file = readdirSync(folder).find((name) => /^sublime-?search\.cjs$/i.test(name));
	assert.ok(file, `no search in ${folder}`);
	return (createRequire(__filename)(path.join(folder, file)) as { sublimeSearch: Search }).sublimeSearch;
}
