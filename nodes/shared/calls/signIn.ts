import { JamfClient } from '../transport/client';
import { JamfError } from '../transport/errors/errors';
import { pause } from '../transport/http/deadline';

/** A new secret is not immediately known on every node of a cluster (jamf-behavior 2.2). */
const RETRIES_MS = [250, 1_000, 3_000];

/**
 * Signs in to the same server with another client ID and secret.
 *
 * @returns the error if that fails; it is never thrown
 */
export async function trySignIn(
	{ settings, session }: JamfClient,
	credentials: { clientId: string; clientSecret: string },
): Promise<JamfError | undefined> {
	const client = new JamfClient({ ...settings, ...credentials, scope: '' }, session);
	let failure: JamfError | undefined;
	for (const delay of [0, ...RETRIES_MS]) {
		const isOver = await pause(delay, session.signal);
		if (!isOver) return failure ?? new JamfError('CANCELLED', 'The execution was cancelled.', 'Sign in to check.');
		failure = await client.token().then(
			() => undefined,
			(error: unknown) => (error instanceof JamfError ? error : new JamfError('FAILED', String(error), '')),
		);
		if (failure === undefined || failure.code === 'CLIENT_DISABLED') return failure;
	}
	return failure;
}
