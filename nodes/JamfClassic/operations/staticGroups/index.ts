import { createMemberOperations, type GroupKind, type Resource } from '../../../shared/operations/kit';
import { computerGroups, mobileDeviceGroups, userGroups } from './groupTypes';

function createResource(kind: GroupKind): Resource {
	const { value, name } = kind.group.resource;
	return { value, name, operations: createMemberOperations(kind) };
}

export const groups: Resource[] = [computerGroups, mobileDeviceGroups, userGroups].map(createResource);
