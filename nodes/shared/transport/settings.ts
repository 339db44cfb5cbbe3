import { X509Certificate } from 'node:crypto';
import { parseServerUrl } from './baseUrl';
import { InputError } from './errors/errors';
import type { Settings, TlsSettings } from './types';

/** Jamf's recommendation for one client (jamf-behavior 2.3), enforced as the maximum per process. */
export const MAX_CONNECTIONS = 5;

/** The fields of the credential as n8n passes them. */
export interface CredentialFields {
	serverUrl?: unknown;
	clientId?: unknown;
	clientSecret?: unknown;
	scope?: unknown;
	maxConcurrentRequests?: unknown;
	ignoreSslIssues?: unknown;
	caPem?: unknown;
}

/**
 * Parses and validates the credential.
 *
 * @throws InputError that names the field when a field is empty or not valid
 */
export function parseSettings(fields: CredentialFields): Settings {
	const server = parseServerUrl(trimmed(fields.serverUrl));
	const clientId = trimmed(fields.clientId);
	const clientSecret = trimmed(fields.clientSecret);
	if (clientId === '') throw missing('Client ID');
	if (clientSecret === '') throw missing('Client Secret');
	return {
		server,
		clientId,
		clientSecret,
		scope: parseScope(trimmed(fields.scope)),
		maxConnections: clampConnections(Number(fields.maxConcurrentRequests)),
		tls: parseTls(fields),
	};
}

/** Accepts role IDs such as `3` or `api-role:3`, separated by spaces or commas. */
function parseScope(typed: string): string {
	const roles = typed.split(/[\s,]+/).filter((role) => role !== '');
	return roles
		.map((role) => {
			const id = /^(?:api-role:)?(\d+)$/i.exec(role)?.[1];
			if (id === undefined) {
				throw new InputError(
					`The Scope in the credential contains "${role.slice(0, 60)}", which is not a valid API role ID.`,
					'Enter role IDs separated by spaces, for example 3 7, or leave Scope empty to use all roles of the API client.',
				);
			}
			return `api-role:${id}`;
		})
		.join(' ');
}

/** Ignore SSL Issues hides the certificate field, so its leftover content is ignored. */
function parseTls({ ignoreSslIssues, caPem }: CredentialFields): TlsSettings {
	const ignoreIssues = ignoreSslIssues === true;
	return { ignoreIssues, ca: ignoreIssues ? '' : parseCa(trimmed(caPem)) };
}

function parseCa(pem: string): string {
	if (pem === '') return '';
	const lines = pem.replace(/\\n/g, '\n');
	try {
		new X509Certificate(lines);
		return lines;
	} catch {
		throw invalidPem();
	}
}

function invalidPem(): InputError {
	return new InputError(
		'The CA Certificate in the credential is not a valid PEM certificate.',
		'Paste the complete text, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.',
	);
}

function clampConnections(value: number): number {
	return Number.isInteger(value) && value >= 1 ? Math.min(value, MAX_CONNECTIONS) : MAX_CONNECTIONS;
}

function missing(field: string): InputError {
	return new InputError(
		`The ${field} in the credential is empty.`,
		'Create an API client in Jamf Pro under Settings > API roles and clients, and copy its ID and secret.',
	);
}

/** Pasted IDs and secrets often carry whitespace (jamf-behavior 1.2). */
function trimmed(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}
