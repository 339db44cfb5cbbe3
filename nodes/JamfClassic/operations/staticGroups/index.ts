import type { Resource } from '../../../shared/description/operation';
import { type GroupKind, computerGroups, mobileDeviceGroups, userGroups } from './kinds';
import { groupOperations } from './operations';

function resource(kind: GroupKind): Resource {
	const { value, name } = kind.group.resource;
	return { value, name, operations: groupOperations(kind) };
}

export const groups: Resource[] = [computerGroups, mobileDeviceGroups, userGroups].map(resource);
