import assert from 'node:assert/strict';
import { fillIn, rows, runExample, type Trial } from './run';

/** With a pinned form, approval and configuration. */
export const eraseIpads: Trial = async (suite, name) => {
	const { devices, state } = suite.simulator;
	const store = state.classic.store('mobiledevices');
	const profiles = state.classic.store('mobiledeviceconfigurationprofiles');
	// The serial numbers are made from the time.
	const ids = [0, 1].map((ms) => devices.enroll('mobileDevices', Date.now() + ms));
	const serialNumbers = ids.map((id) => (store.read(id)?.general as { serial_number: string }).serial_number);
	const profile = profiles.insert({ general: { name: 'Wi-Fi', payloads: '<plist version="1.0"><dict/></plist>' } });
	const pinned = (text: string, approved: boolean) => ({
		'Erase Requested': [{ json: { 'Serial Numbers': text } }],
		'Ask for Approval': [{ json: { data: { approved } } }],
		'Get Configuration': [{ json: { id: '1', displayName: 'iPads', wifiProfileId: String(profile) } }],
		Report: [{ json: { ok: true } }],
		'Report Problem': [{ json: { ok: true } }],
	});
	try {
		const example = await fillIn(suite, name);
		const run = async (text: string, approved: boolean, skipped: string[]) =>
			await runExample(suite, { ...example, pinData: pinned(text, approved) }, { skipped });
		const execution = await run(serialNumbers.join('\n'), true, ['Report Problem']);
		assert.equal(rows(execution, 'Erase iPads').length, 2);
		const commands = ['Get Configuration', 'Get Wi-Fi Profile', 'Erase iPads', 'Report'];
		await run(serialNumbers.join('\n'), false, [...commands, 'Report Problem']);
		await run('NOSUCHSERIAL', true, ['Ask for Approval', 'Approved', ...commands]);
	} finally {
		for (const id of ids) store.remove(id);
		profiles.remove(profile);
	}
};
