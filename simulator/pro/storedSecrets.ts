import { isObject, type JsonObject } from '../json';

/**
 * Write-only fields, by path without its version; `{}` is an ID. The document marks them
 * `writeOnly` (11.30.1). A PUT without them clears the stored values (jamf-behavior 4.1); a PATCH keeps them.
 */
const WRITE_ONLY: Readonly<Record<string, readonly string[]>> = {
	'/accounts/{}': ['plainPassword'],
	'/cloud-distribution-point': ['password'],
	'/cloud-ldaps/{}': ['server.keystore.password'],
	'/computer-prestages/{}': ['accountSettings.adminPassword', 'recoveryLockPassword'],
	'/distribution-points/{}': ['sshPassword', 'readWritePassword', 'readOnlyPassword', 'httpsPassword'],
	'/enrollment': [
		'mdmSigningCertificate.keystorePassword',
		'mdmSigningCertificate.identityKeystore',
		'developerCertificateIdentity.keystorePassword',
		'developerCertificateIdentity.identityKeystore',
	],
	'/gsx-connection': ['token', 'gsxKeystore.keystoreBytes', 'gsxKeystore.keystorePassword'],
	'/pki/adcs-settings/{}': ['serverCert.password', 'clientCert.password'],
	'/pki/digicert/trust-lifecycle-manager/{}': ['clientCert.password'],
	'/pki/venafi/{}': ['refreshToken'],
	'/smtp-server': [
		'basicAuthCredentials.password',
		'graphApiCredentials.clientSecret',
		'googleMailCredentials.clientSecret',
	],
};

const patternOf = (address: string): string => address.replace(/\/\d+(?=\/|$)/g, '/{}');

/** Which secrets the server has stored. Their values are not stored, because nothing returns them. */
export class StoredSecrets {
	readonly #known = new Map<string, ReadonlySet<string>>();

	/** Names of the stored secrets of the object at a path such as `/computer-prestages/1`; initially all of them. */
	at(address: string): string[] {
		return [...(this.#known.get(address) ?? WRITE_ONLY[patternOf(address)] ?? [])];
	}

	/** An object as in a response, without its secrets. */
	hide(address: string, object: JsonObject): JsonObject {
		const shown = structuredClone(object);
		for (const field of WRITE_ONLY[patternOf(address)] ?? []) removeAt(shown, field.split('.'));
		return shown;
	}

	/** Removes the secrets from a body. `replaces`: those that it lacks are cleared. */
	take(address: string, body: JsonObject, replaces: boolean): JsonObject {
		const fields = WRITE_ONLY[patternOf(address)];
		if (!fields) return body;
		const stored = new Set(replaces ? [] : this.at(address));
		const rest = structuredClone(body);
		for (const field of fields) {
			const value = removeAt(rest, field.split('.'));
			if (value === '' || value === null) stored.delete(field);
			else if (value !== undefined) stored.add(field);
		}
		this.#known.set(address, stored);
		return rest;
	}
}

function removeAt(object: JsonObject, [name = '', ...below]: string[]): unknown {
	const value = object[name];
	if (below.length > 0) return isObject(value) ? removeAt(value, below) : undefined;
	delete object[name];
	return value;
}
