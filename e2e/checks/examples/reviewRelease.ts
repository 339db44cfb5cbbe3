import assert from 'node:assert/strict';
import { findTrigger } from '../../exampleFiles';
import { readError, startExecution, waitForEnd, waitForPerson } from '../../execution';
import { startModel } from '../fakes';
import { startMailServer } from '../mailServer';
import { fillIn, type Trial } from './run';
import { fetchReady } from '../../fetchReady';

/** The review link does not record an approval by a bot. */
const BROWSER = {
	'user-agent': 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Safari/605.1.15',
};

/** A person gets the preview by email, and the tool runs after the approval only. */
export const reviewRelease: Trial = async (suite, name) => {
	const { computers, classic } = suite.simulator.state;
	const { serialNumber } = computers.profile(14);
	const groups = classic.store('computergroups');
	const id = groups.insert({ name: 'Quarantine', is_smart: false, criteria: [], computers: [{ id: 13 }, { id: 14 }] });
	const members = () => (groups.read(id)?.computers as Array<{ id: number }>).map((each) => each.id);
	const model = await startModel(
		{ tool: 'Preview_Release', input: { serialNumber } },
		{ tool: 'Release_Computer', input: { toolParameters: { serialNumber }, hitlParameters: {} } },
	);
	const mail = await startMailServer();
	try {
		const example = await fillIn(suite, name, {
			openAiApi: { apiKey: 'model', url: `${model.url}/v1`, header: false },
			smtp: { user: '', password: '', host: mail.host, port: mail.port, secure: false, disableStartTls: true },
		});
		const message = { sessionId: 'e2e', action: 'sendMessage', chatInput: `Release ${serialNumber}` };
		const asked = { ...example, pinData: { [findTrigger(example)]: [{ json: message }] } };
		const workflow = await suite.rest.createWorkflow(asked);
		const executionId = await startExecution(suite.rest, workflow, findTrigger(example));
		const html = await mail.html();
		assert.match(html, new RegExp(`wants to run Release_Computer with {"serialNumber":"${serialNumber}"}`));
		assert.match(html, /"method": "PUT"[^]*"computer_deletions"/);
		assert.deepEqual(members(), [13, 14], 'changed before the approval');
		await waitForPerson(suite.rest, executionId);
		const link = /href="([^"]*approved=true[^"]*)"/.exec(html)?.[1] ?? '';
		assert.equal((await fetchReady(link, { headers: BROWSER })).status, 200);
		const execution = await waitForEnd(suite.rest, executionId);
		assert.equal(execution.status, 'success', readError(execution)?.message);
		assert.deepEqual(members(), [13]);
	} finally {
		groups.remove(id);
		model.close();
		mail.close();
	}
};
