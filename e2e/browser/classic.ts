import type { INodeParameters } from 'n8n-workflow';
import { readManifest } from '../package';
import { credentialData } from '../server';
import { createJamfNode, saveChain } from '../workflow';
import type { Walk } from './walk';

/** The forms of the Classic node: a list, an error before anything is sent, the members of a group. */
export async function viewClassic({ editor, step, rest, simulator }: Walk): Promise<void> {
	const { name: packageName } = await readManifest();
	await rest.signIn();
	const credential = await rest.createCredential('Classic', credentialData(simulator));
	const open = async (resource: string, operation: string, parameters: INodeParameters = {}) => {
		const node = createJamfNode(`${packageName}.jamfClassic`, credential, { resource, operation, ...parameters });
		const { id } = await saveChain(rest, `Classic ${resource} ${operation}`, [node]);
		await editor.open(id, 'node-1');
	};

	await step('Classic: computers are listed', async () => {
		await open('computer', 'getAll');
		await editor.execute();
		await editor.by('output-panel').locator('tbody tr').first().waitFor();
	});
	await step('Classic: an unknown field is rejected', async () => {
		await open('policy', 'create', { bodyMode: 'json', body: '{ "general": { "nmae": "Restart" } }' });
		await editor.field('body').waitFor();
		await editor.execute();
		await editor.expectText(/no field .*nmae/, editor.by('node-error-message'));
	});
	await step('Classic: members of a group are listed', async () => {
		await open('computerGroup', 'addMembers');
		const entries = await editor.unfold('memberList');
		await entries
			.filter({ hasText: simulator.state.computers.profile(1).name })
			.first()
			.waitFor();
	});
	await step('Classic: members of a group by serial number', async () => {
		await open('computerGroup', 'addMembers', { membersBy: 'serialNumber' });
		await editor.field('members').waitFor();
	});
}
