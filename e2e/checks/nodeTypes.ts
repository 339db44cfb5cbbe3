import assert from 'node:assert/strict';
import type { ICredentialType } from 'n8n-workflow';
import { listForms } from '../descriptions';
import { CREDENTIAL_TYPE } from '../rest';
import type { CheckContext } from '../checkContext';
import { fetchReady } from '../fetchReady';

type Iconic = { iconUrl?: unknown };

/** Everything that the package declares is listed, under the names that saved workflows use, with icons. */
export async function checkNodeTypes({ check, rest, n8n, packageName, nodes }: CheckContext): Promise<void> {
	const all = await rest.nodeTypes(packageName);
	await check('the nodes are listed', () => {
		assert.deepEqual(
			nodes.map(({ name }) => name).sort(),
			['jamfClassic', 'jamfPro', 'jamfProInventoryTrigger', 'jamfProTrigger'].map((name) => `${packageName}.${name}`),
		);
	});
	for (const node of nodes) {
		await check(`${node.displayName}: icons load`, async () => await loadIcons(n8n.url, node));
		if (node.group.includes('trigger')) continue;
		await check(`${node.displayName}: AI tool variant with a description`, () => {
			const tool = all.find(({ name }) => name === `${node.name}Tool`);
			assert.ok(tool, 'no Tool variant');
			assert.match(tool.description, /Jamf/);
			assert.deepEqual(tool.outputs, ['ai_tool']);
			assert.ok(tool.properties.some(({ name }) => name === 'toolDescription' || name === 'descriptionType'));
			for (const { resource, operation, action } of listForms(node)) assert.ok(action, `${resource} ${operation}`);
		});
	}
	await check('the credential type is listed, and its icons load', async () => {
		const types = await rest.call<Array<ICredentialType & Iconic>>('GET', '/types/credentials.json');
		const ours = types.find(({ name }) => name === CREDENTIAL_TYPE);
		assert.ok(ours, 'not listed');
		await loadIcons(n8n.url, ours);
	});
}

async function loadIcons(url: string, { iconUrl }: Iconic): Promise<void> {
	const paths = typeof iconUrl === 'string' ? [iconUrl] : Object.values((iconUrl ?? {}) as Record<string, string>);
	assert.equal(paths.length, 2, 'expected one icon for light and one for dark mode');
	for (const path of paths) {
		const response = await fetchReady(`${url}/${path}`);
		assert.equal(response.status, 200, path);
		assert.match(response.headers.get('content-type') ?? '', /^image\/svg/);
	}
}
