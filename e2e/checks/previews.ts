import assert from 'node:assert/strict';
import { listForms } from '../descriptions';
import type { CheckContext } from '../checkContext';
import { fetchReady } from '../fetchReady';

interface Schema {
	type?: string;
	properties?: Record<string, unknown>;
}

/** The server has a preview of the output of every operation, under the address that the editor requests. */
export async function checkPreviews({ check, n8n, nodes }: CheckContext): Promise<void> {
	for (const node of nodes) {
		const forms = listForms(node);
		// The editor requests none for triggers.
		if (forms.length === 0) continue;
		await check(`${node.displayName}: ${forms.length} previews of outputs`, async () => {
			const missing: string[] = [];
			for (const { resource, operation } of forms) {
				// A new connection each: a busy n8n can close an idle one at the moment of the next request.
				const address = `${n8n.url}/schemas/${node.name}/1.0.0/${resource}/${operation}.json`;
				const response = await fetchReady(address, { headers: { connection: 'close' } });
				const { type, properties = {} } = response.ok ? ((await response.json()) as Schema) : {};
				if (type !== 'object' || Object.keys(properties).length === 0) missing.push(`${resource}.${operation}`);
			}
			assert.deepEqual(missing, []);
		});
	}
}
