import type { Resource } from '../../../shared/operations/kit';
import { scopeOperations } from './operations';
import { scopedResources } from './scopedResources';

export const scopes: Resource[] = scopedResources().map((scoped) => ({
	value: scoped.resource.value,
	name: scoped.resource.name,
	operations: scopeOperations(scoped),
}));
