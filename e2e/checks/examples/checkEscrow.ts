import assert from 'node:assert/strict';
import { fillIn, pinSlack, rows, runExample, type Trial } from './run';

/** With a computer without a valid key, then without one: the group is emptied. */
export const checkEscrow: Trial = async (suite, name) => {
	const { computers, computerGroups, classic } = suite.simulator.state;
	const groups = classic.store('computergroups');
	const group = groups.insert({ name: 'FileVault Key Missing', is_smart: false });
	const computer = computers.add({
		general: { name: 'Without Key', remoteManagement: { managed: true } },
		diskEncryption: { fileVault2Enabled: true, individualRecoveryKeyValidityStatus: 'INVALID' },
	});
	const { id } = computer;
	try {
		const [{ text } = {}] = rows(await runExample(suite, pinSlack(await fillIn(suite, name))), 'Text');
		assert.match(String(text), /^Encrypted computers without a valid recovery key in Jamf Pro: 1\n• Without Key /);
		assert.deepEqual(computerGroups.read(group)?.members, [id]);
		computers.change(computer, { diskEncryption: { individualRecoveryKeyValidityStatus: 'VALID' } });
		await runExample(suite, await fillIn(suite, name), { skipped: ['Send to Slack'] });
		assert.deepEqual(computerGroups.read(group)?.members, []);
	} finally {
		computers.remove(id);
		groups.remove(group);
	}
};
