import type { Resource } from '../../shared/operations/kit';
import { apiRequest } from './apiRequest';
import { groups } from './staticGroups';
import { scopes } from './scope';

/** Operations that a row cannot describe. */
export const handwritten: Resource[] = [apiRequest, ...groups, ...scopes];
