import type { Resource } from '../../shared/execute/types';
import { apiRequest } from './apiRequest';
import { groups } from './groups';
import { scopes } from './scopes';

/** Operations that do more than a row can say. */
export const handwritten: Resource[] = [apiRequest, ...groups, ...scopes];
