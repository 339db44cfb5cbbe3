import { isObject } from '../json';
import type { ComputerGroup } from '../recordTypes';
import type { Records } from '../records';
import { sharedStore, type Store } from './store';
import { ONLY_PRO } from './tree';

export const computerGroupStore = ({ computerGroups }: Records): Store =>
	sharedStore<ComputerGroup>(
		computerGroups,
		({ id, name, smart, siteId, criteria, members, pro }) => ({
			[ONLY_PRO]: pro,
			id,
			name,
			is_smart: smart,
			site: siteId === -1 ? { id: -1, name: 'None' } : { id: siteId },
			criteria,
			computers: members.map((member) => ({ id: member })),
		}),
		({ name, is_smart: smart, site, criteria, computers, [ONLY_PRO]: pro }) => ({
			pro,
			name: String(name),
			smart: smart === true,
			siteId: isObject(site) ? Number(site.id ?? -1) : -1,
			criteria: Array.isArray(criteria) ? criteria.filter(isObject) : [],
			members: Array.isArray(computers) ? computers.filter(isObject).map(({ id }) => Number(id)) : [],
		}),
	);
