import { findByField, type JamfClient, path, readList, ResponseError } from '../../../shared/operations/kit';
import { objects } from './lookupSource';

/** Explains the rejection of a display name that is already in use (jamf-behavior 8: 400 with DUPLICATE_FIELD). */
export async function explainDuplicate(jamf: JamfClient, error: unknown, displayName: string): Promise<unknown> {
	if (!(error instanceof ResponseError) || error.status !== 400) return error;
	const isDuplicate = error.details.some(
		({ code, description }) => code === 'DUPLICATE_FIELD' || /unique|already exists/i.test(description),
	);
	if (!isDuplicate) return error;
	const [other] = await findByField(jamf, objects, 'displayName', displayName).catch(() => []);
	return error.reworded(
		'DUPLICATE_NAME',
		`An API role named "${displayName}" already exists${other === undefined ? '' : ` (ID ${String(other.id)})`}.`,
		'Choose another display name, or use Update to change the existing role.',
	);
}

/** Explains why a role cannot be deleted: API clients use it (jamf-behavior 8: 409). */
export async function explainInUse(jamf: JamfClient, error: unknown, resolve: () => Promise<string>): Promise<unknown> {
	if (!(error instanceof ResponseError) || error.status !== 409) return error;
	const id = await resolve();
	const clients = await readClientsWithRole(jamf, id).catch(() => []);
	const names =
		clients.length === 0 ? 'API clients' : `the API clients ${clients.map((name) => `"${name}"`).join(', ')}`;
	return error.reworded(
		'IN_USE',
		`The API role with ID ${id} is in use by ${names}.`,
		'Remove the role from these clients first (API Client: Update), then delete it.',
	);
}

async function readClientsWithRole(jamf: JamfClient, id: string): Promise<string[]> {
	const role = await jamf.get<{ displayName?: string }>(path`/v1/api-roles/${id}`);
	const clients = (await readList(
		jamf,
		{ kind: 'paged' },
		{
			api: 'pro',
			path: path`/v1/api-integrations`,
			query: [['sort', 'id:asc']],
			limit: Infinity,
		},
	)) as Array<{
		displayName: string;
		authorizationScopes?: string[];
	}>;
	return clients
		.filter(({ authorizationScopes }) => authorizationScopes?.includes(role.displayName ?? ''))
		.map(({ displayName }) => displayName);
}
