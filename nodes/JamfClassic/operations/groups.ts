import type { Resource } from '../../shared/execute/types';
import { type GroupKind, computerGroups, mobileDeviceGroups, userGroups } from '../groups/kinds';
import { groupOperations } from '../groups/operations';

function resource(kind: GroupKind): Resource {
	const { value, name } = kind.group.resource;
	return { value, name, operations: groupOperations(kind) };
}

export const groups: Resource[] = [computerGroups, mobileDeviceGroups, userGroups].map(resource);
