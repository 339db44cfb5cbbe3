import assert from 'node:assert/strict';
import { readManifest } from '../package';
import { credentialData } from '../server';
import { createJamfNode, saveChain } from '../workflow';
import type { Walk } from './walk';

/** Missing privileges, and dark mode. */
export async function seeProblems({ editor, step, rest, simulator }: Walk): Promise<void> {
	const { page } = editor;
	const { name: packageName } = await readManifest();
	const { clientId, clientSecret } = simulator.addClient({ displayName: 'No privileges', privileges: [] });
	await rest.signIn();
	const weak = await rest.createCredential('Weak', { ...credentialData(simulator), clientId, clientSecret });
	const node = createJamfNode(`${packageName}.jamfPro`, weak, { resource: 'apiRole', operation: 'getAll' });
	const list = createJamfNode(
		`${packageName}.jamfPro`,
		weak,
		{ resource: 'apiRole', operation: 'get' },
		{ name: 'One' },
	);
	const workflow = await saveChain(rest, 'Without privileges', [node, list]);

	await step('a missing privilege is reported', async () => {
		await editor.open(workflow.id, 'node-1');
		await editor.execute();
		await editor.expectText(/lacks a privilege/, editor.by('node-error-message'));
	});
	await step('a list without privileges shows why', async () => {
		await editor.open(workflow.id, 'node-2');
		await editor.by('rlc-input').first().click();
		await editor.by('rlc-error-container').waitFor();
	});
	await step('dark mode', async () => {
		const background = async () => String(await page.evaluate('getComputedStyle(document.body).backgroundColor'));
		const light = await background();
		await page.emulateMedia({ colorScheme: 'dark' });
		await editor.open(workflow.id);
		assert.notEqual(await background(), light);
	});
	await step('dark mode: the form', async () => {
		await editor.open(workflow.id, 'node-1');
		await editor.field('operation').waitFor();
	});
}
