import { createHash } from 'node:crypto';
import type { Settings } from '../nodes/shared/transport/types';

const PROOF_MS = 10_000;

/** When which sign-in gave which token, as hashes. */
const proofs = new Map<string, number>();

function proofKey({ server, clientId, clientSecret, scope, tls }: Settings, accessToken: string): string {
	return createHash('sha256')
		.update(JSON.stringify([server.root, clientId, clientSecret, scope, tls, accessToken]))
		.digest('hex');
}

/** Remembers for a moment that these settings were exchanged for this token. */
export function recordExchange(settings: Settings, accessToken: string): void {
	for (const [key, at] of proofs) if (at + PROOF_MS < performance.now()) proofs.delete(key);
	proofs.set(proofKey(settings, accessToken), performance.now());
}

/** Whether this token came from exactly these settings a moment ago, so that it proves the secret. */
export function wasJustExchanged(settings: Settings, accessToken: string): boolean {
	const at = proofs.get(proofKey(settings, accessToken));
	return at !== undefined && at + PROOF_MS >= performance.now();
}
