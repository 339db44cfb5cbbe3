import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ICredentialDataDecryptedObject, INodeCredentialsDetails } from 'n8n-workflow';
import { MemoryCredentials } from '../harness/credentials';

/** Credentials that are read and decrypted at each call, as in n8n, with a file instead of a row of its database. */
export class SealedCredentials extends MemoryCredentials {
	/** Files by credential ID. Others are in memory. */
	private readonly files = new Map<string, string>();
	private readonly key = randomBytes(32);

	seal(id: string): void {
		const iv = randomBytes(16);
		const cipher = createCipheriv('aes-256-cbc', this.key, iv);
		const sealed = Buffer.concat([iv, cipher.update(JSON.stringify(this.stored({ id, name: id }))), cipher.final()]);
		const file = path.join(mkdtempSync(path.join(tmpdir(), 'jamf-credential-')), id);
		writeFileSync(file, sealed.toString('base64'));
		this.files.set(id, file);
	}

	unseal(id: string): void {
		this.files.delete(id);
	}

	protected override async read(reference: INodeCredentialsDetails): Promise<ICredentialDataDecryptedObject> {
		const file = this.files.get(reference.id ?? '');
		if (file === undefined) return await super.read(reference);
		const sealed = Buffer.from(await readFile(file, 'utf8'), 'base64');
		const decipher = createDecipheriv('aes-256-cbc', this.key, sealed.subarray(0, 16));
		const text = Buffer.concat([decipher.update(sealed.subarray(16)), decipher.final()]);
		return JSON.parse(text.toString()) as ICredentialDataDecryptedObject;
	}
}
