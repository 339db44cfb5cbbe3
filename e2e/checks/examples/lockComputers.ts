import assert from 'node:assert/strict';
import { findTrigger } from '../../exampleFiles';
import { startExecution } from '../../execution';
import { startJira } from '../fakes';
import { fillIn, type Trial } from './run';
import { fetchReady } from '../../fetchReady';

export const lockComputers: Trial = async (suite, name) => {
	const { computers } = suite.simulator.state;
	const jira = await startJira();
	const token = { name: 'X-Token', value: 'of the HR system' };
	const jiraSoftwareCloudApi = { email: 'a@example.com', apiToken: 'jira', domain: jira.url };
	const example = await fillIn(suite, name, { httpHeaderAuth: token, jiraSoftwareCloudApi });
	const workflow = await suite.rest.createWorkflow(example);
	const leave = async (username: string) => {
		await startExecution(suite.rest, workflow, findTrigger(example));
		const response = await fetchReady(`${suite.n8n.url}/webhook-test/person-left`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', [token.name]: token.value },
			body: JSON.stringify({ username }),
		});
		return [response.status, await response.text()] as const;
	};
	const ids = ['Mac A', 'Mac B'].map(
		(each) =>
			computers.add({
				general: { name: each, managementId: `management ID of ${each}`, remoteManagement: { managed: true } },
				userAndLocation: { username: 'leaver' },
			}).id,
	);
	try {
		assert.equal((await leave('nobody'))[0], 404);
		assert.equal(jira.received.length, 0, 'Jira was asked');
		assert.deepEqual(await leave('leaver'), [201, '{"ticket":"HELP-1"}']);
		const issue = jira.received.find(({ method }) => method === 'POST')?.body as
			{ fields: { description: string } } | undefined;
		assert.equal(issue?.fields.description.match(/: lock command sent/g)?.length, 2);
	} finally {
		for (const id of ids) computers.remove(id);
		jira.close();
	}
};
