import { ExecuteContext, HookContext, type LoadOptionsContext, PollContext, WebhookContext } from 'n8n-core';
import { createRunExecutionData, type IWebhookData, type WorkflowExecuteMode } from 'n8n-workflow';
import { connect } from '../../nodes/shared/calls/connect';
import { path } from '../../nodes/shared/transport/path';
import { JAMF_PRO } from '../../harness/engine';
import { TestBench } from '../../harness/testBench';

let bench: TestBench;

beforeAll(async () => {
	bench = await TestBench.open({ computers: 1 });
});
afterAll(async () => {
	await bench.close();
});

/** The base of every n8n context, which a subclass may read. */
type Parts = Record<'workflow' | 'node' | 'additionalData', never>;

const MODE: WorkflowExecuteMode = 'trigger';
const loadOptions = (): LoadOptionsContext => bench.engine.loadOptions(JAMF_PRO, {});
const parts = (): Parts => loadOptions() as unknown as Parts;

const CONTEXTS: Record<string, () => Parameters<typeof connect>[0]> = {
	execution: () => {
		const { workflow, node, additionalData } = parts();
		const data = createRunExecutionData();
		return new ExecuteContext(workflow, node, additionalData, MODE, data, 0, [], {}, {} as never, []);
	},
	'form that loads options': loadOptions,
	'webhook set-up hook': () => {
		const { workflow, node, additionalData } = parts();
		return new HookContext(workflow, node, additionalData, MODE, 'activate');
	},
	webhook: () => {
		const { workflow, node, additionalData } = parts();
		return new WebhookContext(workflow, node, additionalData, MODE, {} as IWebhookData, [], null);
	},
	poll: () => {
		const { workflow, node, additionalData } = parts();
		return new PollContext(workflow, node, additionalData, MODE, 'activate');
	},
};

test.each(Object.entries(CONTEXTS))('connects in the context of a %s', async (_, context) => {
	bench.simulator.resetStats();
	const { client, maxConnections } = await connect(context());
	expect(maxConnections).toBe(5);
	await expect(client().get(path`/v1/jamf-pro-version`)).resolves.toEqual({ version: expect.stringMatching(/^\d+\./) });
	expect(bench.requests).toEqual(['GET /api/v1/jamf-pro-version']);
});

test.each(Object.entries(CONTEXTS))(
	'reports a credential without a Client ID in the context of a %s',
	async (_, context) => {
		const { clientSecret } = bench.simulator.client;
		bench.signInAs({ clientId: '', clientSecret });
		await expect(connect(context())).rejects.toMatchObject({
			name: 'NodeOperationError',
			message: 'The Client ID in the credential is empty.',
		});
		bench.signInAs(bench.simulator.client);
	},
);
