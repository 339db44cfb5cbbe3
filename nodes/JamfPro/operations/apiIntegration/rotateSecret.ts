import { setTimeout as wait } from 'node:timers/promises';
import type { INodeProperties } from 'n8n-workflow';
import {
	endSentence,
	expectObject,
	isOutcomeUnknown,
	type JamfClient,
	JamfError,
	type Operation,
	options,
	resolveId,
	trySignIn,
	withObjectLock,
} from '../../../shared/operations/kit';
import { idPicker, objects } from './lookupSource';
import { listNewSecretRequirements, newSecretPath } from './newSecret';
import { readOtherClient, rotateOwnClient } from './ownClient';

/** After a lost response the secret is unknown, so another one is created. */
const PAUSES_MS = [250, 1_000];

const notice: INodeProperties = {
	displayName:
		'The new secret is only shown once, in the output of this node, which is saved with the execution. The old one stops working immediately.',
	name: 'secretNotice',
	type: 'notice',
	default: '',
};

const CREDENTIALS = expectObject<{ clientId?: string | null; clientSecret: string }>({ clientSecret: 'string' });

const MAY_BE_REPLACED =
	'The old secret may have stopped working, and the new one was not received. Run again to create another.';

export const rotateSecret: Operation = {
	value: 'rotateSecret',
	name: 'Rotate Secret',
	action: 'Rotate the secret of an API client',
	description: 'Replace the secret of a client, and sign in with the new one to prove that it works',
	danger: 'grants',
	secrets: 'asked',
	properties: [idPicker, notice, options(rotateOwnClient)],
	output: {
		id: 'number',
		displayName: 'string',
		clientId: 'string',
		clientSecret: 'string',
		proven: 'boolean',
		validSecret: 'string',
		oldTokensValidUntil: 'string',
		secretsCreated: 'number',
	},
	requires: listNewSecretRequirements,
	async run(jamf, item) {
		const id = await resolveId(jamf, objects, item.locator('id'));
		const client = await readOtherClient(jamf, item, id);
		// Concurrent rotations of one client would each replace the secret that the other one returns.
		return await withObjectLock(jamf, 'apiIntegration', [id], async () => {
			const { created, attempts } = await createSecret(jamf, id);
			const replacedAt = Date.now();
			// From here on nothing may throw: the secret is only returned once.
			const { clientSecret } = created;
			const clientId = created.clientId ?? client.clientId ?? '';
			const failure = await trySignIn(jamf, { clientId, clientSecret });
			return [
				{
					json: {
						id: Number(id),
						displayName: client.displayName,
						clientId,
						clientSecret,
						proven: failure === undefined,
						validSecret: failure?.code === 'INVALID_CLIENT' ? 'unknown' : 'new',
						...(failure !== undefined && { problem: describeProblem(failure) }),
						oldTokensValidUntil: describeExpiry(replacedAt, client.accessTokenLifetimeSeconds),
						secretsCreated: attempts,
					},
				},
			];
		});
	},
};

/** Creates a secret. After a lost response creates another one, which replaces the lost one. */
async function createSecret(jamf: JamfClient, id: string) {
	let isLost = false;
	for (let attempt = 1; ; attempt++) {
		const outcome = await jamf.post(newSecretPath(id), undefined, { read: CREDENTIALS }).then(
			(created) => ({ created, attempts: attempt }),
			(error: unknown) => ({ error }),
		);
		if ('created' in outcome) return outcome;
		const { error } = outcome;
		// A cancelled request may have been sent.
		isLost ||= isOutcomeUnknown(error) || (error instanceof JamfError && error.code === 'CANCELLED');
		const pause = PAUSES_MS[attempt - 1];
		const isRepeated = isOutcomeUnknown(error) && pause !== undefined && (await waitFor(jamf, pause));
		if (!isRepeated) throw isLost && error instanceof JamfError ? error.withOutcome(MAY_BE_REPLACED) : error;
	}
}

async function waitFor({ session }: JamfClient, ms: number): Promise<boolean> {
	return await wait(ms, true, { signal: session.signal }).catch(() => false);
}

/** When a token of that time expires. `null` if the server does not return a lifetime. */
function describeExpiry(from: number, lifetimeSeconds: unknown): string | null {
	const expiry = new Date(typeof lifetimeSeconds === 'number' ? from + lifetimeSeconds * 1000 : NaN);
	return Number.isNaN(expiry.getTime()) ? null : expiry.toISOString();
}

function describeProblem(failure: JamfError): string {
	const { message, hint } = failure;
	const advice =
		failure.code === 'INVALID_CLIENT'
			? 'Someone else may have created another secret since: check that before you store this one.'
			: 'Keep the new secret: the old one no longer works.';
	return `The new secret was created, but signing in with it failed: ${endSentence(message)} ${hint} ${advice}`;
}
