import type { Resource } from '../../../shared/execute/types';
import { create } from './create';
import { createClientCredentials } from './createClientCredentials';
import { deleteClient } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { update } from './update';

export const apiIntegration: Resource = {
	value: 'apiIntegration',
	name: 'API Client',
	operations: [create, createClientCredentials, deleteClient, get, getAll, update],
};
