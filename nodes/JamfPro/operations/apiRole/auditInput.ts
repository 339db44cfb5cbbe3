import {
	assertObject,
	InputError,
	type ItemParameters,
	type JamfClient,
	path,
	pro,
	readList,
	toCurrentNames,
} from '../../../shared/operations/kit';
import type { AuditedClient, AuditedRole } from './findings';

/** The agreed privileges by role; `undefined` without any. @throws InputError when they are not lists of privileges */
export function readBaseline(item: ItemParameters): Record<string, string[]> | undefined {
	const value = item.json('baseline') ?? {};
	const isValid =
		typeof value === 'object' &&
		!Array.isArray(value) &&
		Object.values(value ?? {}).every(
			(names) => Array.isArray(names) && names.every((name: unknown) => typeof name === 'string'),
		);
	if (!isValid) {
		throw new InputError(
			'The baseline is not an object with a list of privileges for each role.',
			'Enter it like this: { "Inventory Reader": ["Read Computers"] }',
		);
	}
	const roles = value as Record<string, string[]>;
	if (Object.keys(roles).length === 0) return undefined;
	return Object.fromEntries(
		Object.entries(roles).map(([name, names]) => [name, toCurrentNames(pro.renamedPrivileges, names)]),
	);
}

export async function readRoles(jamf: JamfClient): Promise<AuditedRole[]> {
	const rows = await readAll(jamf, path`/v1/api-roles`);
	return rows.map((row) => assertObject<AuditedRole>(row, 200, { displayName: 'string', privileges: 'string[]' }));
}

export async function readClients(jamf: JamfClient): Promise<AuditedClient[]> {
	const rows = await readAll(jamf, path`/v1/api-integrations`);
	const expected = { displayName: 'string', authorizationScopes: 'string[]', enabled: 'boolean' } as const;
	return rows.map((row) => assertObject<AuditedClient>(row, 200, expected));
}

async function readAll(jamf: JamfClient, target: ReturnType<typeof path>): Promise<unknown[]> {
	const request = { api: 'pro', path: target, query: [['sort', 'id:asc']], limit: Infinity } as const;
	return await readList(jamf, { kind: 'paged' }, request);
}
