import { isObject } from '../parameters/propertyPath';
import type { JamfClient } from '../transport/client';
import { JamfError } from '../transport/errors/errors';
import { readText } from '../transport/http/responseBody';
import { fillPath } from '../transport/path';
import type { Dialect, EncodedBody } from './dialect';

/** Updates a new object with the body that created it, for servers that only then store all of it. */
export async function updateCreated(
	jamf: JamfClient,
	{ api }: Dialect,
	{ after, headers, body }: EncodedBody,
	created: unknown,
): Promise<void> {
	if (after === undefined) return;
	const id = isObject(created) ? String(created.id ?? '') : '';
	if (id === '') {
		throw new JamfError(
			'UNREADABLE_RESPONSE',
			'The server did not return the ID of the new object.',
			'Check that no proxy changes the responses of the server, then update the object.',
		).withOutcome(`The object was created, ${after.outcome}.`);
	}
	const path = fillPath(after.path, [id]);
	await jamf
		.send({ api, method: 'PUT', path, headers, body }, async (response) => await readText(response.body))
		.catch((error: unknown) => {
			if (!(error instanceof JamfError)) throw error;
			throw error.withOutcome(`The object was created with the ID ${id}, ${after.outcome}.`);
		});
}
