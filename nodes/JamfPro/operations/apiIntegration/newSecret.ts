import { type ItemParameters, listLookups, path, sends } from '../../../shared/operations/kit';
import { objects } from './lookupSource';

/** Creates a secret, which replaces the one that the client has. */
export const newSecretPath = (id: string) => path`/v1/api-integrations/${id}/client-credentials`;

/** The requests of an operation that creates a secret. */
export function listNewSecretRequirements(item: ItemParameters) {
	return [
		...listLookups('pro', objects, item, 'id'),
		sends('pro', 'GET', '/v1/api-integrations/{id}', 'reads the client first'),
		sends('pro', 'POST', '/v1/api-integrations/{id}/client-credentials'),
	];
}
