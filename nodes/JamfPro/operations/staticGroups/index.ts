import { createMemberOperations, type Resource } from '../../../shared/operations/kit';
import { computers } from './computers';
import { getComputerMembers } from './getMembers';
import { mobileDevices } from './mobileDevices';

/** Members of static groups. Get Members of mobile devices is a row. */
export const staticGroups: Resource[] = [
	{
		value: computers.group.resource.value,
		name: computers.group.resource.name,
		operations: [...createMemberOperations(computers), getComputerMembers],
	},
	{
		value: mobileDevices.group.resource.value,
		name: mobileDevices.group.resource.name,
		operations: createMemberOperations(mobileDevices),
	},
];
