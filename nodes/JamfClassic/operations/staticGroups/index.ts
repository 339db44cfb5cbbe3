import type { Resource } from '../../../shared/operations/kit';
import { type GroupType, computerGroups, mobileDeviceGroups, userGroups } from './groupTypes';
import { groupOperations } from './operations';

function resource(kind: GroupType): Resource {
	const { value, name } = kind.group.resource;
	return { value, name, operations: groupOperations(kind) };
}

export const groups: Resource[] = [computerGroups, mobileDeviceGroups, userGroups].map(resource);
