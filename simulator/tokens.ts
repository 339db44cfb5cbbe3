import { createHash, randomBytes } from 'node:crypto';
import type { Recorder } from './stats';

interface Token {
	clientId: string;
	clientName: string;
	roleIds: number[];
	expiresAt: number;
	revoked: boolean;
}

/** Issued access tokens. They stay valid when their client is disabled, rotated or deleted (jamf-behavior 1.7). */
export class Tokens {
	readonly #issued = new Map<string, Token>();

	constructor(
		private readonly now: () => number,
		private readonly recorder: Recorder,
	) {}

	issue(clientId: string, clientName: string, roleIds: number[], lifetimeSeconds: number): string {
		const issuedAt = this.now();
		const text = jwtLike(clientId, roleIds, issuedAt, lifetimeSeconds);
		this.#forgetOldest();
		this.recorder.stats.tokens++;
		this.#issued.set(text, {
			clientId,
			clientName,
			roleIds,
			expiresAt: issuedAt + lifetimeSeconds * 1000,
			revoked: false,
		});
		return text;
	}

	find(text: string): { token: Token; expired: boolean } | undefined {
		const token = this.#issued.get(text);
		return token && !token.revoked ? { token, expired: this.now() >= token.expiresAt } : undefined;
	}

	revokeAll(): void {
		for (const token of this.#issued.values()) token.revoked = true;
	}

	/** The last tens of thousands. */
	all(): string[] {
		return [...this.#issued.keys()];
	}

	#forgetOldest(): void {
		if (this.#issued.size < 50_000) return;
		for (const [text] of [...this.#issued].slice(0, 10_000)) this.#issued.delete(text);
	}
}

/** The format of jamf-behavior 1.2; the signature is meaningless, because clients must treat the token as opaque. */
function jwtLike(clientId: string, roleIds: number[], issuedAt: number, lifetimeSeconds: number): string {
	const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const iat = Math.floor(issuedAt / 1000);
	const payload = {
		sub: clientId,
		aud: clientId,
		scope: roleIds.map((id) => `api-role:${id}`),
		'authentication-type': 'CLIENT_CREDENTIALS',
		'subject-type': 'REGISTERED_CLIENT_ID',
		iat,
		exp: iat + lifetimeSeconds,
	};
	return `${part({ alg: 'HS256' })}.${part(payload)}.${randomBytes(32).toString('base64url')}`;
}

/** Deterministic, so that a restarted simulator accepts the same credentials; not secure. */
export class CredentialSource {
	#count = 0;

	constructor(private readonly seed: number) {}

	clientId(): string {
		const hex = this.#hash('client');
		return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
	}

	/** 64 characters (jamf-behavior 1.2). */
	clientSecret(): string {
		return this.#hash('secret');
	}

	#hash(kind: string): string {
		return createHash('sha256').update(`${this.seed} ${kind} ${++this.#count}`).digest('hex');
	}
}
