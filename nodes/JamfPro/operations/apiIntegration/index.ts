import { lists } from '../../../shared/catalogue/lists';
import type { Resource } from '../../../shared/execute/types';
import { deleteOne, getMany, getOne } from '../standard';
import { create } from './create';
import { createClientCredentials } from './createClientCredentials';
import { update } from './update';

export const apiIntegration: Resource = {
	value: 'apiIntegration',
	name: 'API Client',
	operations: [
		create,
		createClientCredentials,
		deleteOne(lists.apiIntegration, 'Delete a client; tokens it has stay valid until they end'),
		getOne(lists.apiIntegration, 'Get one client with its roles; never its secret'),
		getMany(
			lists.apiIntegration,
			'Get a list of clients with their roles; never their secrets',
			'displayName=="Snipe*"',
		),
		update,
	],
};
