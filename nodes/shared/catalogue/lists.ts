import type { List } from './types';

/** Lists by the resource they belong to. */
export const lists = {
	apiRole: { noun: 'API role', path: '/v1/api-roles', titleField: 'displayName', uniqueField: 'id' },
	apiIntegration: { noun: 'API client', path: '/v1/api-integrations', titleField: 'displayName', uniqueField: 'id' },
} as const satisfies Record<string, List>;
