import type { ILoadOptionsFunctions, INodeParameters } from 'n8n-workflow';
import { JAMF_PRO } from '../../harness/engine';
import { locator, TestBench } from '../../harness/testBench';
import { JamfPro } from '../../nodes/JamfPro/JamfPro.node';

let bench: TestBench;
beforeEach(async () => {
	bench = await TestBench.open({ computers: 8, keepBodies: true });
});
afterEach(async () => await bench.close());

const { listSearch, loadOptions } = new JamfPro().methods;
const fields = (value: INodeParameters) => ({ fields: { mappingMode: 'defineBelow', value } });
const deployment = (operation: string, parameters: INodeParameters = {}) =>
	bench.pro('appInstallerDeployment', operation, parameters);
const sent = () => bench.simulator.journal.at(-1);
const bodyOf = () => JSON.parse(sent()?.body ?? '') as object;

function context(parameters: INodeParameters): ILoadOptionsFunctions {
	const chosen = { resource: 'appInstallerDeployment', operation: 'updateVersion', ...parameters };
	return bench.engine.loadOptions(JAMF_PRO, chosen) as unknown as ILoadOptionsFunctions;
}

test('finds titles by name in the picker, and shows their version', async () => {
	const { results } = await (listSearch['searchAppInstallerTitle']?.call(context({}), 'chat') ?? { results: [] });
	expect(results).toEqual([{ name: 'Example Chat', value: 'A02', description: '5.4' }]);
	expect(sent()?.query).toContain('filter=titleName');
});

test('gets a title by name, and the versions newer than a given one', async () => {
	const title = await bench.pro('appInstallerTitle', 'get', { id: locator('name', 'Example Browser') });
	expect(title.json).toMatchObject([{ id: 'A01', titleName: 'Example Browser', version: '128.0.2' }]);
	const versions = await bench.pro('appInstallerTitle', 'getAllVersions', {
		id: locator('id', 'A01'),
		returnAll: true,
		options: { startVersion: '127.0.1' },
	});
	expect(versions.json.map(({ version }) => version)).toEqual(['128.0.2', '128.0']);
});

test.each([['id'], ['list'], ['name']] as const)('lists the versions of a deployment chosen by %s', async (mode) => {
	const id = { __rl: true, mode, value: mode === 'name' ? 'Chat in Self Service' : '2' };
	const versions = await loadOptions.getAppInstallerVersions.call(context({ id }));
	expect(versions.map(({ value }) => value)).toEqual(['5.4', '5.3.1', '5.3']);
});

test('asks for a deployment when versions are listed without one', async () => {
	const versions = loadOptions.getAppInstallerVersions.call(context({ id: locator('list', '') }));
	await expect(versions).rejects.toMatchObject({ message: expect.stringMatching(/^No App Installer deployment/) });
});

test('creates a deployment, changes it, updates it to a version, and deletes it', async () => {
	const created = await deployment('create', {
		...fields({
			name: 'Editor',
			appTitleId: 'A03',
			deploymentType: 'SELF_SERVICE',
			updateBehavior: 'MANUAL',
			'selfServiceSettings.description': 'Writes text',
		}),
	});
	expect(created.error?.message).toBeUndefined();
	const id = locator('id', String(created.json[0]?.id));
	const changed = await deployment('update', { id, ...fields({ enabled: 'true' }) });
	expect(changed.json).toMatchObject([
		{ name: 'Editor', enabled: true, smartGroupId: '-1', selfServiceSettings: { description: 'Writes text' } },
	]);
	// PUT replaces the object, so fields that are not in the form are read and sent.
	expect(bodyOf()).toMatchObject({ appTitleId: 'A03', updateBehavior: 'MANUAL', enabled: true });
	const updated = await deployment('updateVersion', { id, version: '1.92.0' });
	expect(updated.json).toEqual([{ success: true, id: id.value }]);
	expect(bodyOf()).toEqual({ version: '1.92.0' });
	const read = await deployment('get', { id });
	expect(read.json).toMatchObject([{ selectedVersion: '1.92.0', latestAvailableVersion: '1.92.1' }]);
	const deleted = await deployment('delete', { id });
	expect(deleted.json).toEqual([{ deleted: true, id: id.value }]);
	expect((await deployment('get', { id })).error).toMatchObject({ httpCode: '404' });
});

test('requires a version, and the server rejects one that the app does not have', async () => {
	const id = locator('id', '2');
	const empty = await deployment('updateVersion', { id, version: '={{ " " }}' });
	expect(empty.error?.message).toBe('No version is selected.');
	const wrong = await deployment('updateVersion', { id, version: '9.9' });
	expect(wrong.error).toMatchObject({ httpCode: '400', message: expect.stringContaining('version') });
});

test('names the update behavior field when a deployment lacks it', async () => {
	const body = JSON.stringify({ name: 'X', appTitleId: 'A01', deploymentType: 'SELF_SERVICE' });
	const { error } = await deployment('create', { bodyMode: 'json', body });
	expect(error).toMatchObject({ httpCode: '400', message: expect.stringContaining('updateBehavior') });
});

test('retries failed installations on one computer, of one deployment, and of all', async () => {
	const id = locator('id', '1');
	const failed = async () => {
		const { json } = await deployment('getAllComputers', {
			id,
			returnAll: true,
			filterBy: 'rsql',
			rsql: 'status==FAILED',
		});
		return json.map((computer) => computer.id);
	};
	expect(await failed()).toEqual(['1', '5']);
	await deployment('retryInstallation', { id, computerId: locator('id', '5') });
	expect(await failed()).toEqual(['1']);
	await deployment('retryInstallations', { id });
	expect(await failed()).toEqual([]);
	const summary = await deployment('getInstallationSummary', { id });
	expect(summary.json).toEqual([{ installed: 2, available: 2, inProgress: 2, failed: 0, unqualified: 2 }]);
	// Nothing is left to retry here, except in another deployment.
	expect((await deployment('retryInstallations', { id })).error).toMatchObject({ httpCode: '404' });
	expect((await deployment('retryAllInstallations')).json).toEqual([{ success: true }]);
	expect((await deployment('retryAllInstallations')).error).toMatchObject({ httpCode: '404' });
});

test('adds a note only to the history of its deployment', async () => {
	await deployment('addHistoryNote', { id: locator('id', '1'), note: 'Checked' });
	const [first, second] = await Promise.all(
		['1', '2'].map(async (id) => await deployment('getAllHistory', { id: locator('id', id), returnAll: true })),
	);
	expect(first?.json).toMatchObject([{ note: 'Checked' }]);
	expect(second?.json).toEqual([]);
});

test('keeps global settings that are not in the form', async () => {
	const settings = (operation: string, parameters: INodeParameters = {}) =>
		bench.pro('appInstallerSettings', operation, parameters);
	const field = 'endUserExperienceSettings';
	await settings('update', fields({ [`${field}.notificationMessage`]: 'Update now' }));
	await settings('update', fields({ [`${field}.deadline`]: 4 }));
	expect((await settings('get')).json).toMatchObject([
		{ endUserExperienceSettings: { notificationMessage: 'Update now', deadline: 4 } },
	]);
	expect((await settings('getDefaultDeploymentControls')).json).toMatchObject([{ commandsBatchSize: 500 }]);
	expect((await settings('getFeatureState')).json).toMatchObject([{ cloudServicesEnabled: true }]);
});

test('exports the deployments as CSV', async () => {
	const { items } = await deployment('export', { options: { exportFields: 'id,name' } });
	const { data = '' } = items[0]?.binary?.data ?? {};
	expect(Buffer.from(data, 'base64').toString()).toBe(
		'"id","name"\r\n"1","Browser for Everybody"\r\n"2","Chat in Self Service"\r\n'.replaceAll('"', ''),
	);
});
