import type { Resource } from '../../shared/execute/types';
import { apiRequest } from './apiRequest';

export const resources: Resource[] = [apiRequest];
