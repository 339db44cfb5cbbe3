import { X509Certificate } from 'node:crypto';
import { parseServerUrl } from './baseUrl';
import { InputError } from './errors/errors';
import type { Settings, TlsSettings } from './types';

/** Jamf's advice for one client (jamf-behavior 2.3), and the ceiling for a process. */
export const MAX_CONNECTIONS = 5;

/** Fields of the credential as n8n hands them over. */
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
 * Reads the credential.
 *
 * @throws InputError that names the field when one is empty or cannot be meant
 */
export function parseSettings(fields: CredentialFields): Settings {
	const server = parseServerUrl(text(fields.serverUrl));
	const clientId = text(fields.clientId);
	const clientSecret = text(fields.clientSecret);
	if (clientId === '') throw missing('Client ID');
	if (clientSecret === '') throw missing('Client Secret');
	return {
		server,
		clientId,
		clientSecret,
		scope: parseScope(text(fields.scope)),
		maxConnections: clampConnections(Number(fields.maxConcurrentRequests)),
		tls: parseTls(fields),
	};
}

/** Takes role ids as `3`, `api-role:3`, separated by spaces or commas. */
function parseScope(typed: string): string {
	const roles = typed.split(/[\s,]+/).filter((role) => role !== '');
	return roles
		.map((role) => {
			const id = /^(?:api-role:)?(\d+)$/i.exec(role)?.[1];
			if (id === undefined) {
				throw new InputError(
					`The Scope of the credential contains "${role.slice(0, 60)}", which is not the ID of an API role.`,
					'Give role IDs separated by spaces, for example 3 7, or leave Scope empty for every role of the client.',
				);
			}
			return `api-role:${id}`;
		})
		.join(' ');
}

/** With Ignore SSL Issues the certificate field is hidden: what stands in it does not count. */
function parseTls({ ignoreSslIssues, caPem }: CredentialFields): TlsSettings {
	const ignoreIssues = ignoreSslIssues === true;
	return { ignoreIssues, ca: ignoreIssues ? '' : parseCa(text(caPem)) };
}

function parseCa(pem: string): string {
	if (pem === '') return '';
	const lines = pem.replace(/\\n/g, '\n');
	try {
		new X509Certificate(lines);
		return lines;
	} catch {
		throw notPem();
	}
}

function notPem(): InputError {
	return new InputError(
		'The CA Certificate in the credential is not a certificate in PEM form.',
		'Paste the whole text, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.',
	);
}

function clampConnections(value: number): number {
	return Number.isInteger(value) && value >= 1 ? Math.min(value, MAX_CONNECTIONS) : MAX_CONNECTIONS;
}

function missing(field: string): InputError {
	return new InputError(
		`The ${field} of the credential is empty.`,
		'Create an API client in Jamf Pro under Settings > API roles and clients, and copy its ID and secret.',
	);
}

/** Pasted ids and secrets bring white space along (jamf-behavior 1.2). */
function text(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}
