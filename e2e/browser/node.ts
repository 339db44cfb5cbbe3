import assert from 'node:assert/strict';
import { credentialData } from '../server';
import type { Walk } from './walk';

/** From an empty canvas to a node of this package with a working credential. */
export async function addNode({ editor, step, simulator }: Walk): Promise<void> {
	const { page } = editor;
	const { serverUrl, clientId, clientSecret, caPem } = credentialData(simulator);

	await step('sign in', async () => await editor.signIn());
	await step('the nodes panel finds "api role"', async () => {
		await page.goto(`${editor.url}/workflow/new`);
		await editor.by('canvas-add-button').or(editor.by('canvas-plus-button')).first().click();
		await editor.by('item-iterator-item').filter({ hasText: 'Trigger manually' }).click();
		await editor.by('node-creator').waitFor({ state: 'hidden' });
		await editor.by('node-creator-plus-button').or(editor.by('canvas-handle-plus')).first().click();
		await editor.by('node-creator-search-bar').fill('api role');
		await editor.by('item-iterator-item').filter({ hasText: 'Jamf Pro' }).first().waitFor();
	});
	await step('the actions of Jamf Pro are listed', async () => {
		await editor.by('item-iterator-item').filter({ hasText: 'Jamf Pro' }).first().click();
		await editor.by('item-iterator-item').filter({ hasText: 'Get many API roles' }).first().waitFor();
	});
	await step('an action becomes a node with its form', async () => {
		await editor.by('item-iterator-item').filter({ hasText: 'Get many API roles' }).first().click();
		await editor.by('ndv').waitFor();
		assert.equal(await editor.chosen('resource'), 'API Role');
		assert.equal(await editor.chosen('operation'), 'Get Many');
	});
	await step('the form of a new credential opens', async () => {
		await page.getByRole('button', { name: /^Connect to Jamf Pro/ }).click();
		await editor.field('serverUrl').waitFor();
	});
	await step('saving the credential tests it', async () => {
		await editor.fill('serverUrl', String(serverUrl));
		await editor.fill('clientId', String(clientId));
		await editor.fill('clientSecret', String(clientSecret));
		await editor.fill('caPem', String(caPem));
		await editor.by('credential-save-button').click();
		// A passed test closes the form; reopened it shows the result.
		await editor.by('credential-save-button').waitFor({ state: 'hidden' });
		await editor.by('credential-edit-button').click();
		await editor.expectText('Connection tested successfully');
	});
	await step('the node uses the new credential', async () => {
		await page.keyboard.press('Escape');
		await editor.field('serverUrl').waitFor({ state: 'hidden' });
		// Escape may also close the form of the node.
		const node = page.locator('.vue-flow__node').filter({ hasText: 'Get many API roles' });
		if (!(await editor.by('ndv').isVisible())) await node.dblclick();
		await editor.by('node-execute-button').waitFor();
	});
}
