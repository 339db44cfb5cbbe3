import assert from 'node:assert/strict';
import { findTrigger } from '../../exampleFiles';
import { startModel } from '../fakes';
import { fillIn, rows, runExample, type Trial } from './run';

export const askAgent: Trial = async (suite, name) => {
	const { serialNumber } = suite.simulator.state.computers.profile(12);
	const input = { filter: `hardware.serialNumber=="${serialNumber}"` };
	const model = await startModel({ tool: 'Find_Computers', input });
	try {
		const openAiApi = { apiKey: 'model', url: `${model.url}/v1`, header: false };
		const example = await fillIn(suite, name, { openAiApi });
		const chatInput = `Which computer is ${serialNumber}?`;
		const message = { sessionId: 'e2e', action: 'sendMessage', chatInput };
		const asked = { ...example, pinData: { [findTrigger(example)]: [{ json: message }] } };
		const execution = await runExample(suite, asked, { skipped: ['List API Roles'] });
		const [{ output } = {}] = rows(execution, 'AI Agent');
		assert.match(String(output), new RegExp(`^Found: .*"id":"12".*${serialNumber}`));
		const [{ tools } = { tools: [] }] = model.received.map(
			({ body }) => body as { tools: Array<{ function: { name: string } }> },
		);
		assert.deepEqual(tools.map((tool) => tool.function.name).sort(), ['Find_Computers', 'List_API_Roles']);
	} finally {
		model.close();
	}
};
