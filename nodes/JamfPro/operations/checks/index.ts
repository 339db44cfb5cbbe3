import type { Resource } from '../../../shared/operations/kit';
import { createCheck } from './createCheck';

/** The reads of Jamf's document whose result is the status alone. */
export const checks: Resource[] = [
	createCheck({ resource: 'jamfConnect', operation: 'checkAccess', field: 'hasAccess', negative: 403 }),
	createCheck({ resource: 'selfServicePlus', operation: 'checkEnabled', field: 'enabled', negative: 404 }),
	createCheck({ resource: 'serverInformation', operation: 'checkHealth', field: 'healthy' }),
];
