import type { Resource } from '../../../shared/description/operation';
import { scopeOperations } from './operations';
import { scopedResources } from './scoped';

export const scopes: Resource[] = scopedResources().map((scoped) => ({
	value: scoped.resource.value,
	name: scoped.resource.name,
	operations: scopeOperations(scoped),
}));
