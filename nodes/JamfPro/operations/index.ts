import type { Resource } from '../../shared/operations/kit';
import { accessToken } from './accessToken';
import { apiIntegration } from './apiIntegration';
import { apiRequest } from './apiRequest';
import { apiRole } from './apiRole';
import { apiRolePrivilege } from './apiRolePrivilege';
import { appInstallerDeployment } from './appInstallerDeployment';
import { checks } from './checks';
import { deviceActions } from './deviceActions';
import { inventoryFeeds } from './inventoryFeed';
import { mdmCommand } from './mdmCommand';
import { staticGroups } from './staticGroups';

/** Operations that a row cannot describe. */
export const handwritten: Resource[] = [
	accessToken,
	apiIntegration,
	apiRequest,
	apiRole,
	apiRolePrivilege,
	appInstallerDeployment,
	...checks,
	...deviceActions,
	...inventoryFeeds,
	mdmCommand,
	...staticGroups,
];
