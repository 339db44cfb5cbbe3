import type { Resource } from '../../shared/execute/types';
import { scopeOperations } from '../scope/operations';
import { scopedResources } from '../scope/scoped';

export const scopes: Resource[] = scopedResources().map((scoped) => ({
	value: scoped.resource.value,
	name: scoped.resource.name,
	operations: scopeOperations(scoped),
}));
