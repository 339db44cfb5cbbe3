import type { Resource } from '../../../shared/operations/kit';
import { createCheck } from './createCheck';

/** The reads in Jamf's API document whose only result is the status code. */
export const checks: Resource[] = [
	createCheck({ resource: 'jamfConnect', operation: 'checkAccess', field: 'hasAccess', negative: 403 }),
	createCheck({ resource: 'selfServicePlus', operation: 'checkEnabled', field: 'enabled', negative: 404 }),
	createCheck({ resource: 'serverInformation', operation: 'checkHealth', field: 'healthy' }),
];
