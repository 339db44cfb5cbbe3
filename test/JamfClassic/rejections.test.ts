import { Readable } from 'node:stream';
import { dialect } from '../../nodes/JamfClassic/dialect';
import { findOperation, findResource } from '../../nodes/shared/catalogue/find';
import { classic } from '../../nodes/shared/catalogue/lookup';
import { sendEncoded } from '../../nodes/shared/calls/sendEncoded';
import type { JamfClient } from '../../nodes/shared/transport/client';
import type { JamfError } from '../../nodes/shared/transport/errors/errors';
import { CancelledError, ResponseError } from '../../nodes/shared/transport/errors/errors';

const timers: number[] = [];
jest.mock('node:timers/promises', () => ({
	setTimeout: async (ms: number, _: unknown, { signal }: { signal?: AbortSignal }) => {
		timers.push(ms);
		if (signal?.aborted) throw new Error('aborted');
	},
}));

beforeEach(() => void timers.splice(0));

function rejection(status: number, text: string): ResponseError {
	return new ResponseError(
		'CODE',
		`rejected: ${text}`,
		'general hint',
		status,
		[],
		undefined,
		undefined,
		undefined,
		text,
	);
}

/** The outcome of a rejected operation on the object 7; `reads` are the responses to later reads. */
async function outcome(
	name: string,
	error: ResponseError,
	{ reads = [], value, signal }: { reads?: Array<number | string>; value?: unknown; signal?: AbortSignal } = {},
) {
	const [resourceName = '', operation = ''] = name.split('.');
	const resource = findResource(classic, resourceName);
	const row = findOperation(resource, operation);
	if (resource === undefined || row === undefined) throw new Error(`no row ${name}`);
	const responses = [...reads];
	const jamf = {
		settings: { server: { root: 'https://jamf.example.com' } },
		send: async (_: unknown, read: (response: unknown) => Promise<unknown>) => {
			const response = responses.shift();
			if (response === undefined) throw new Error('a read too many');
			if (typeof response === 'number') throw rejection(response, '');
			return { body: await read({ status: 200, headers: {}, body: Readable.from([Buffer.from(response)]) }) };
		},
	} as unknown as JamfClient;
	const rejected = { row, resource, ids: row.path === undefined ? [] : ['7'], value: () => value, signal };
	if (dialect.handleRejection === undefined) throw new Error('nothing handles rejections');
	const settled = await dialect.handleRejection(jamf, error, rejected).then(
		(done: unknown) => ({ done, hint: '' }),
		(reason: unknown) => ({ done: reason, hint: (reason as JamfError).hint }),
	);
	return { ...settled, unread: responses.length };
}

const APP = '<mobile_device_application><general><id>7</id></general></mobile_device_application>';

describe('a status that contradicts the outcome', () => {
	test('counts the deletion of an ebook as accepted without a read, which would delay it', async () => {
		expect(await outcome('ebook.delete', rejection(400, '7'))).toMatchObject({ done: undefined });
		expect(timers).toEqual([]);
	});

	test('reads a deleted app again after 3 seconds, twice', async () => {
		expect(await outcome('mobileDeviceApp.delete', rejection(400, '7'), { reads: [404] })).toMatchObject({
			done: undefined,
		});
		expect(timers).toEqual([3000]);
		const later = await outcome('mobileDeviceApp.delete', rejection(400, '7'), { reads: [APP, 404] });
		expect(later).toMatchObject({ done: undefined, unread: 0 });
		const never = await outcome('mobileDeviceApp.delete', rejection(400, '7'), { reads: [APP, APP] });
		expect(never.done).toBeInstanceOf(ResponseError);
	});

	test('stops waiting when the execution is cancelled', async () => {
		const { done } = await outcome('mobileDeviceApp.delete', rejection(400, '7'), { signal: AbortSignal.abort() });
		expect(done).toBeInstanceOf(CancelledError);
	});

	test.each(['8', 'Bad Request', ''])('reports another 400, %j', async (text) => {
		expect((await outcome('ebook.delete', rejection(400, text))).done).toBeInstanceOf(ResponseError);
	});

	test('counts an activation code that was rejected with 500 as saved when it is stored', async () => {
		const value = { code: 'NEW' };
		const stored = (code: string) =>
			`<activation_code><organization_name>O</organization_name><code>${code}</code></activation_code>`;
		const error = rejection(500, '');
		expect(await outcome('activationCode.update', error, { value, reads: [stored('NEW')] })).toMatchObject({
			done: undefined,
		});
		const old = await outcome('activationCode.update', error, { value, reads: [stored('OLD')] });
		expect(old.done).toBeInstanceOf(ResponseError);
		expect((await outcome('checkIn.update', error, { value })).done).toBe(error);
	});
});

test.each([
	['computerCommand.send', 400, 'No command was queued', 'Use MDM Command'],
	['computerCommand.sendToComputer', 500, '', 'Use MDM Command'],
	['mobileDeviceCommand.sendByName', 400, 'Bad Request', 'lost_mode_message or lost_mode_phone'],
	['patchManagementTitle.update', 400, 'Error in XML file', 'Patch Software Title'],
	['policy.update', 500, '', 'exist'],
	['mobileDeviceProvisioningProfile.update', 500, '', 'Delete it and create it again'],
	['computerInvitation.create', 500, '', 'ssh_username'],
	['building.update', 409, 'Problem with name', 'general hint'],
])('explains %s, %s %j', async (name, status, text, hint) => {
	const error = rejection(status, text);
	const { done, hint: given } = await outcome(name, error);
	expect(given).toContain(hint);
	expect((done as Error).message).toBe(error.message);
	expect(done).toMatchObject({ status });
});

describe('a body that needs two requests', () => {
	const headers = { 'content-type': 'application/xml' };

	test('is sent after the one that must precede it', async () => {
		const sent: unknown[] = [];
		const send = async (content?: { body: unknown }) => sent.push(content?.body);
		await sendEncoded({ headers, body: 'b', before: { body: 'a', outcome: 'cleared' } }, send);
		expect(sent).toEqual(['a', 'b']);
	});

	test('reports what the first request has changed when the second one fails', async () => {
		const send = async (content?: { body: unknown }) => {
			if (content?.body === 'b') throw rejection(409, 'x');
		};
		const before = { body: 'a', outcome: 'The classes were removed.' };
		await expect(sendEncoded({ headers, body: 'b', before }, send)).rejects.toMatchObject({
			hint: 'The classes were removed. general hint',
		});
	});

	test.each([
		[409, ['a', 'b'], 1],
		[400, ['a'], 0],
	])('sends its fallback after a %s', async (status, expected, used) => {
		const sent: unknown[] = [];
		let uses = 0;
		const send = async (content?: { body: unknown }) => {
			sent.push(content?.body);
			if (content?.body === 'a') throw rejection(status, 'x');
		};
		const fallback = { body: 'b', used: () => void uses++ };
		await sendEncoded({ headers, body: 'a', fallback }, send).catch(() => undefined);
		expect(sent).toEqual(expected);
		expect(uses).toBe(used);
	});
});

describe('destructive operations', () => {
	test('are confirmed in the form of their command on older servers', async () => {
		const resource = findResource(classic, 'mobileDeviceCommand');
		const row = findOperation(resource, 'send');
		if (resource === undefined || row === undefined) throw new Error('no commands');
		const body = async (command: string) => await dialect.encodeBody({ general: { command } }, row, resource);
		for (const command of ['ClearPasscode', 'DeviceLock', 'EraseDevice']) {
			await expect(body(command)).rejects.toThrow(`"${command}" is destructive and was not confirmed.`);
		}
		expect(String((await body('UpdateInventory')).body)).toContain('<command>UpdateInventory</command>');
		expect(dialect.options?.(row, resource).map(({ name }) => name)).toContain('confirm');
	});

	test('are those that flush, erase, lock or delete users', () => {
		const names = classic.resources.flatMap(({ value, operations }) =>
			operations.filter(({ destructive }) => destructive === true).map((row) => `${value}.${row.value}`),
		);
		expect(names).toEqual([
			'computerCommand.deleteUser',
			'logFlushing.flush',
			'logFlushing.flushAll',
			'logFlushing.flushObject',
			'managementCommandFlushing.flush',
			'managementCommandFlushing.flushObject',
			'mobileDeviceCommand.clearPasscode',
			'mobileDeviceCommand.deviceLock',
			'mobileDeviceCommand.eraseDevice',
		]);
	});
});
