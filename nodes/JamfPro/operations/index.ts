import type { Resource } from '../../shared/execute/types';
import { accessToken } from './accessToken';
import { apiIntegration } from './apiIntegration';
import { apiRequest } from './apiRequest';
import { apiRole } from './apiRole';
import { apiRolePrivilege } from './apiRolePrivilege';

export const resources: Resource[] = [accessToken, apiIntegration, apiRequest, apiRole, apiRolePrivilege];
