import assert from 'node:assert/strict';
import type { IDataObject } from 'n8n-workflow';
import { findTrigger } from '../../exampleFiles';
import { startExecution } from '../../execution';
import { startJira } from '../fakes';
import { fillIn, type Trial } from './run';
import { fetchReady } from '../../fetchReady';

export const makeTicket: Trial = async (suite, name) => {
	const jira = await startJira();
	const token = { name: 'X-Token', value: 'of the help desk' };
	const jiraSoftwareCloudApi = { email: 'a@example.com', apiToken: 'jira', domain: jira.url };
	const example = await fillIn(suite, name, { httpHeaderAuth: token, jiraSoftwareCloudApi });
	const workflow = await suite.rest.createWorkflow(example);
	const report = async (serialNumber: string, header = token.value) => {
		await startExecution(suite.rest, workflow, findTrigger(example));
		const response = await fetchReady(`${suite.n8n.url}/webhook-test/device-problem`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', [token.name]: header },
			body: JSON.stringify({ serialNumber, problem: 'Does not start' }),
		});
		return [response.status, await response.text()] as const;
	};
	try {
		const { serialNumber, name: computer } = suite.simulator.state.computers.profile(12);
		assert.deepEqual(await report('NOSUCHSERIAL'), [
			404,
			'{"error":"Jamf Pro has no computer with this serial number"}',
		]);
		assert.equal(jira.received.length, 0, 'Jira was asked');
		assert.deepEqual(await report(serialNumber), [201, '{"ticket":"HELP-1"}']);
		const issue = jira.received.find(({ method }) => method === 'POST')?.body as { fields: IDataObject } | undefined;
		assert.equal(issue?.fields.summary, `Does not start (${computer})`);
		assert.match(String(issue?.fields.description), new RegExp(`^Serial number: ${serialNumber}\n`));
		assert.deepEqual([issue?.fields.project, issue?.fields.issuetype], [{ id: '10000' }, { id: '10001' }]);
		assert.equal((await report(serialNumber, 'mistyped'))[0], 403);
	} finally {
		jira.close();
	}
};
