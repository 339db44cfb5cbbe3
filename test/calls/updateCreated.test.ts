import { dialect } from '../../nodes/JamfClassic/dialect';
import { updateCreated } from '../../nodes/shared/calls/updateCreated';
import type { JamfClient } from '../../nodes/shared/transport/client';
import { ResponseError } from '../../nodes/shared/transport/errors/errors';

const CONTENT = {
	headers: { 'content-type': 'application/xml' },
	body: '<app/>',
	after: { path: '/apps/id/{id}', outcome: 'but without its platform' },
};

/** The requests that were sent, and the hint of the error. */
async function update(content: object, created: unknown, failure?: Error) {
	const sent: string[] = [];
	const jamf = {
		send: async ({ method, path }: { method: string; path: string }) => {
			sent.push(`${method} ${path}`);
			if (failure !== undefined) throw failure;
			return await Promise.resolve({ body: '' });
		},
	} as unknown as JamfClient;
	const hint = await updateCreated(jamf, dialect, { ...CONTENT, ...content }, created).then(
		() => undefined,
		(error: unknown) => (error as ResponseError).hint,
	);
	return { sent, hint };
}

test('updates the new object', async () => {
	expect(await update({}, { id: 7 })).toEqual({ sent: ['PUT /apps/id/7'], hint: undefined });
});

test('sends nothing where the creation is complete', async () => {
	expect(await update({ after: undefined }, { id: 7 })).toEqual({ sent: [], hint: undefined });
});

test('reports that the object was created when the update fails', async () => {
	const failure = new ResponseError('CONFLICT', 'Conflict', 'Try again.', 409);
	expect(await update({}, { id: 7 }, failure)).toEqual({
		sent: ['PUT /apps/id/7'],
		hint: 'The object was created with the ID 7, but without its platform. Try again.',
	});
});

test.each([undefined, {}, 'created'])('reports that the object was created for the response %j', async (created) => {
	expect(await update({}, created)).toEqual({
		sent: [],
		hint: expect.stringMatching(/^The object was created, but without its platform\. Check /) as string,
	});
});
