import { readManifest } from '../package';
import { credentialData } from '../server';
import { createJamfNode, saveChain, type Step } from '../workflow';
import type { Walk } from './walk';

/** Operations, and fields that the node behind them lists before anything ran. */
const SHOWN: Array<[node: string, resource: string, operation: string, fields: string[]]> = [
	['jamfPro', 'computer', 'getAll', ['serialNumber', 'osVersion']],
	['jamfPro', 'mobileDevice', 'getAll', ['name', 'lastInventoryUpdateDate']],
	['jamfPro', 'apiRole', 'get', ['displayName', 'privileges']],
	['jamfPro', 'building', 'delete', ['deleted']],
	['jamfPro', 'script', 'create', ['href']],
	['jamfPro', 'accessToken', 'inspect', ['expiresInSeconds']],
	['jamfPro', 'package', 'getAll', ['packageName']],
	['jamfClassic', 'computer', 'getAll', ['name']],
	['jamfClassic', 'policy', 'get', ['general']],
	['jamfClassic', 'computerGroup', 'addMembers', ['added', 'alreadyMembers']],
];

const next = (name: string): Step => ({ name, type: 'n8n-nodes-base.set', typeVersion: 3.4, parameters: {} });

/** Before a workflow ran, the next node lists the fields that a Jamf node usually outputs. */
export async function viewPreviews({ editor, step, rest, simulator }: Walk): Promise<void> {
	const { name: packageName } = await readManifest();
	await rest.signIn();
	const credential = await rest.createCredential('Previews', credentialData(simulator));
	const pairs = SHOWN.map(([node, resource, operation]) => {
		const name = `${node} ${resource} ${operation}`;
		const jamf = createJamfNode(`${packageName}.${node}`, credential, { resource, operation }, { name });
		return [jamf, next(`After ${name}`)];
	});
	const { id } = await saveChain(rest, 'Previews', pairs.flat());
	await editor.open(id);
	for (const [node, resource, operation, fields] of SHOWN) {
		const name = `${node} ${resource} ${operation}`;
		await step(`the next node lists the fields of ${name}`, async () => {
			await editor.openNode(`After ${name}`);
			const input = editor.by('ndv-input-panel');
			await editor.expectText('Usually outputs the following fields', input);
			for (const field of fields) await editor.by('run-data-schema-item', input).getByText(field).first().waitFor();
		});
	}
}
