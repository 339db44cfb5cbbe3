import type { ApiRequest } from '../request';
import { objectReply } from './reply';
import type { Handle, Operation } from './operations';
import type { ClassicObject } from './tree';
import { nameOf } from './tree';
import type { WireElement } from './wire';

/** One list of users and one of groups (jamf-behavior 5.4); the other account routes are ordinary. */
export function accountRoutes({ state, segments }: Operation): Handle | undefined {
	if (segments.length > 0) return undefined;
	const rows = (path: string, { node }: ApiRequest): ClassicObject[] => {
		const store = state.classic.store(path);
		return store.ids(node).map((id) => ({ id, name: nameOf(store.read(id, node) ?? {}) }));
	};
	const source = 'U PUB';
	const bare: WireElement[] = [
		{ name: 'id', type: 'number', source },
		{ name: 'name', source },
	];
	const elements = [
		{ name: 'users', item: 'user', of: bare, source },
		{ name: 'groups', item: 'group', of: bare, source },
	];
	return (request) => {
		const lists = { users: rows('accounts/user', request), groups: rows('accounts/group', request) };
		return objectReply(request, 'accounts', lists, elements);
	};
}
