import { createCommitChanges, createGetChanges, INVENTORIES, type Resource } from '../../../shared/operations/kit';
import { dialect } from '../../dialect';

const NAMES = { computer: 'Computer', mobileDevice: 'Mobile Device' };

/** Reading only what changed. */
export const inventoryFeeds: Resource[] = INVENTORIES.map((value) => ({
	value,
	name: NAMES[value],
	operations: [createCommitChanges(dialect, value), createGetChanges(dialect, value)],
}));
