import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** The header in which Jamf sends the secret. */
export const SECRET_HEADER = 'X-Webhook-Secret';

const SECRET_BYTES = 32;

export function createSecret(): string {
	return randomBytes(SECRET_BYTES).toString('base64url');
}

/** Only the digest of a secret is stored, because n8n's public API returns the static data of workflows. */
export function digestSecret(secret: string): string {
	return createHash('sha256').update(secret).digest('hex');
}

/** Whether a secret has one of these digests, in constant time. */
export function matchesDigest(secret: unknown, digests: readonly string[]): boolean {
	if (typeof secret !== 'string') return false;
	const given = Buffer.from(digestSecret(secret));
	let isMatch = false;
	for (const digest of digests) {
		const known = Buffer.from(digest);
		if (known.length === given.length && timingSafeEqual(known, given)) isMatch = true;
	}
	return isMatch;
}

/** The `header` of a webhook: a JSON object as text (jamf-behavior 6.1). */
export function formatHeader(secret: string): string {
	return JSON.stringify({ [SECRET_HEADER]: secret });
}

/** The secret in the `header` of a webhook. */
export function readHeader(header: unknown): string | undefined {
	try {
		const fields = JSON.parse(String(header)) as Record<string, unknown> | null;
		const secret = fields?.[SECRET_HEADER];
		return typeof secret === 'string' ? secret : undefined;
	} catch {
		return undefined;
	}
}
