import type { INodeParameters } from 'n8n-workflow';
import { findClearedSecrets, keepExclusive, removeUnwritable } from '../../nodes/shared/calls/mergeForPut';
import { locator, TestBench } from '../../harness/testBench';

describe('findClearedSecrets', () => {
	const secrets = {
		'account.password': 'account.enabled',
		recoveryLockPassword: 'lock&lockType=MANUAL',
	};

	it('names the secrets in use that the update does not set', () => {
		const current = { account: { enabled: true }, lock: true, lockType: 'MANUAL' };
		expect(findClearedSecrets(current, { name: 'x' }, secrets)).toEqual(['account.password', 'recoveryLockPassword']);
		expect(findClearedSecrets(current, { account: { password: 'p' } }, secrets)).toEqual(['recoveryLockPassword']);
	});

	it('ignores secrets that the object does not use, or no longer uses after the update', () => {
		expect(findClearedSecrets({ account: { enabled: false }, lock: true, lockType: 'RANDOM' }, {}, secrets)).toEqual(
			[],
		);
		expect(findClearedSecrets({ account: { enabled: true } }, { account: { enabled: false } }, secrets)).toEqual([]);
	});
});

test('keepExclusive keeps the field that the update sets, otherwise the first with a value', () => {
	const groups = [['days', 'seconds']];
	const merged = (update: object) => {
		const value = { enabled: true, days: 1, seconds: 86400, ...update };
		keepExclusive(value, update, groups);
		return value;
	};
	expect(merged({ seconds: 60 })).toEqual({ enabled: true, seconds: 60 });
	expect(merged({ enabled: false })).toEqual({ enabled: false, days: 1 });
});

test('removeUnwritable removes nested fields, also from the entries of an array', () => {
	const value = { server: { type: 'a', url: 'u' }, items: [{ id: 1, name: 'n' }, { id: 2 }] };
	removeUnwritable(value, ['server.type', 'items[].id', 'missing.path']);
	expect(value).toEqual({ server: { url: 'u' }, items: [{ name: 'n' }, {}] });
});

describe('updates of a PreStage enrollment', () => {
	let bench: TestBench;
	beforeAll(async () => {
		bench = await TestBench.open({ computers: 1 });
	});
	afterAll(async () => {
		await bench.close();
	});
	const update = (options: INodeParameters) => ({
		id: locator('id', '1'),
		bodyMode: 'json',
		body: '{ "displayName": "Renamed" }',
		options,
	});

	test('that would clear a password are rejected, and name the field', async () => {
		const { error } = await bench.pro('computerPrestage', 'update', update({}));
		expect(error?.message).toContain('accountSettings.adminPassword');
		expect(error?.description).toContain('Clear Unreadable Secrets');
		expect(bench.requests.filter((request) => request.startsWith('PUT'))).toEqual([]);
	});

	test('answered with 500 although applied are reported as success', async () => {
		bench.simulator.fault({ kind: 'status', status: 500, body: 'json', method: 'PUT', times: 1, late: true });
		const { error, json } = await bench.pro('computerPrestage', 'update', update({ clearSecrets: true }));
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ displayName: 'Renamed' }]);
	});
});
