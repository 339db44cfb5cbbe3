import type { Resource } from '../../../shared/operations/kit';
import { create } from './create';
import { createClientCredentials } from './createClientCredentials';
import { rotateSecret } from './rotateSecret';
import { update } from './update';

export const apiIntegration: Resource = {
	value: 'apiIntegration',
	name: 'API Client',
	operations: [create, createClientCredentials, rotateSecret, update],
};
