import type { Resource } from '../../../shared/operations/kit';
import { create } from './create';
import { createClientCredentials } from './createClientCredentials';
import { update } from './update';

export const apiIntegration: Resource = {
	value: 'apiIntegration',
	name: 'API Client',
	operations: [create, createClientCredentials, update],
};
